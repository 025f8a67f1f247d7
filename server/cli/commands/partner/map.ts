/** `sf partner map`: the nightly run, now; with --dry-run only told. */
import { Flags } from '@salesforce/sf-plugins-core';
import type { Run } from '../../../use/collections.ts';
import { mapAccounts } from '../../../use/mapAccounts.ts';
import { previewMapping, type MappingPreview } from '../../../use/previewMapping.ts';
import { MOST, percentOf, tightest } from '../../../use/costs.ts';
import { costLine } from '../../costLine.ts';
import { endedWell, linesAbout } from '../../mappingResult.ts';
import { connectionFlag, PartnerCommand } from '../../partnerCommand.ts';
import { wordsOf } from '../../words.ts';

const words = wordsOf('map');

export class MapAccounts extends PartnerCommand<Run | MappingPreview> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = {
    connection: connectionFlag,
    'dry-run': Flags.boolean({ summary: words.getMessage('flags.dry-run.summary') }),
  };

  override async run(): Promise<Run | MappingPreview> {
    const { flags } = await this.parse(MapAccounts);
    if (flags['dry-run']) return this.#show(await this.withConnection(flags, previewMapping));
    const run = await this.withConnection(flags, (context) => mapAccounts(context));
    for (const line of linesAbout(run)) this.log(line);
    if (!endedWell(run)) this.partlyRefused();
    return run;
  }

  #show(preview: MappingPreview): MappingPreview {
    const { accounts, sure, likely, unchanged, changes, costs, tooMuch, unlinked } = preview;
    const data = Object.entries(changes).map(([change, count]) => ({ change, count }));
    if (data.length > 0) this.table({ title: words.getMessage('preview.title'), data });
    this.log(words.getMessage('done', [accounts, sure, likely].map(String)));
    this.log(words.getMessage('preview.unchanged', [String(unchanged)]));
    this.log(costLine(costs));
    for (const name of unlinked) this.log(words.getMessage('preview.unlinked', [name]));
    if (tooMuch) {
      const { of, share } = tightest(costs);
      this.log(words.getMessage(`preview.tooMuch.${of}`, [percentOf(share), percentOf(MOST)]));
      this.partlyRefused();
    }
    return preview;
  }
}
