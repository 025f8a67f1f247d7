/** HubSpot's components that place others: in a row, a column, a grid or a tile. */
import type { AutoGridProps, FlexProps, TileProps } from '@hubspot/ui-extensions';
import { GAPS } from './sizes.ts';

const JUSTIFY = {
  start: 'flex-start',
  end: 'flex-end',
  center: 'center',
  between: 'space-between',
  around: 'space-around',
} as const;
const ALIGN = {
  start: 'flex-start',
  end: 'flex-end',
  center: 'center',
  baseline: 'baseline',
  stretch: 'stretch',
} as const;

export function Flex({ align, alignSelf, children, direction = 'row', gap, justify, wrap }: FlexProps) {
  return (
    <div
      className="hs-flex"
      style={{
        flexDirection: direction,
        gap: GAPS[gap ?? 'flush'],
        flexWrap: wrap === true ? 'wrap' : wrap || 'nowrap',
        ...(justify && { justifyContent: JUSTIFY[justify] }),
        ...(align && { alignItems: ALIGN[align] }),
        ...(alignSelf && { alignSelf: ALIGN[alignSelf] }),
      }}
    >
      {children}
    </div>
  );
}

/** As many columns as fit; `flexible` ones share what is left. */
export function AutoGrid({ children, columnWidth, flexible = false, gap }: AutoGridProps) {
  const width = `min(${columnWidth}px, 100%)`;
  const column = flexible ? `minmax(${width}, 1fr)` : width;
  return (
    <div
      className="hs-grid"
      style={{ gridTemplateColumns: `repeat(auto-fit, ${column})`, gap: GAPS[gap ?? 'flush'] }}
    >
      {children}
    </div>
  );
}

export function Tile({ children, compact = false, flush = false }: TileProps) {
  return <div className={`hs-tile${compact ? ' compact' : ''}${flush ? ' flush' : ''}`}>{children}</div>;
}
