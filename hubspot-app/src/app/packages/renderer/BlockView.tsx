/** Draws a block with the component for its kind. */
import type { Block } from '@alongside/shared/contract/view.ts';
import { ChartBlock } from './blocks/ChartBlock.tsx';
import { CopyBlock } from './blocks/CopyBlock.tsx';
import { CoverageBlock } from './blocks/CoverageBlock.tsx';
import { FormBlock } from './blocks/FormBlock.tsx';
import { PairsBlock } from './blocks/PairsBlock.tsx';
import { SuggestionsBlock } from './blocks/SuggestionsBlock.tsx';
import { ActionsBlock, BadgesBlock, FactsBlock, NoticeBlock } from './blocks/SummaryBlocks.tsx';
import { TableBlock } from './blocks/TableBlock.tsx';
import { TimelineBlock } from './blocks/TimelineBlock.tsx';

export function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'badges':
      return <BadgesBlock block={block} />;
    case 'facts':
      return <FactsBlock block={block} />;
    case 'table':
      return <TableBlock block={block} />;
    case 'coverage':
      return <CoverageBlock block={block} />;
    case 'suggestions':
      return <SuggestionsBlock block={block} />;
    case 'timeline':
      return <TimelineBlock block={block} />;
    case 'chart':
      return <ChartBlock block={block} />;
    case 'form':
      return <FormBlock block={block} />;
    case 'notice':
      return <NoticeBlock block={block} />;
    case 'actions':
      return <ActionsBlock block={block} />;
    case 'pairs':
      return <PairsBlock block={block} />;
    case 'copy':
      return <CopyBlock block={block} />;
  }
}
