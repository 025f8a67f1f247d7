/** `sf partner import`: takes in a partner's list. */
import { basename } from 'node:path';
import { Flags } from '@salesforce/sf-plugins-core';
import { importList, type Imported } from '../../../use/importList.ts';
import { segmentFlag } from '../../choices.ts';
import { type ExplainedRow, explainRow } from '../../explainRow.ts';
import { bytesOf } from '../../files.ts';
import { linkEverywhere, type Linked } from '../../linkEverywhere.ts';
import { PartnerCommand } from '../../partnerCommand.ts';
import { PhaseBars } from '../../phaseBars.ts';
import { wordsOf } from '../../words.ts';

const words = wordsOf('import');
const SHOWN = 20;

export type ImportResult = Omit<Imported, 'refusals'> & { refusals: ExplainedRow[]; links: Linked[] };

export class Import extends PartnerCommand<ImportResult> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = {
    partner: Flags.string({ char: 'p', required: true, summary: words.getMessage('flags.partner.summary') }),
    file: Flags.string({ char: 'f', required: true, summary: words.getMessage('flags.file.summary') }),
    segment: segmentFlag(words.getMessage('flags.segment.summary')),
    website: Flags.string({ summary: words.getMessage('flags.website.summary') }),
  };

  override async run(): Promise<ImportResult> {
    const { flags } = await this.parse(Import);
    const bytes = await bytesOf(flags.file, words);
    const { imported, links } = await this.withApp(async (app) => {
      const bars = new PhaseBars(!this.jsonEnabled() && process.stderr.isTTY);
      const list = {
        partner: flags.partner,
        fileName: basename(flags.file),
        bytes,
        ...(flags.segment && { segment: flags.segment }),
        ...(flags.website && { website: flags.website }),
      };
      try {
        const store = app.store.for(flags.tenant);
        const imported = await importList(store, app.clock, list, (step) => bars.show(step), this.signal);
        return { imported, links: await linkEverywhere(app, flags.tenant, flags.partner, this.signal) };
      } finally {
        bars.stop();
      }
    });
    const result = { ...imported, refusals: imported.refusals.map(explainRow), links };
    this.#show(flags.partner, result);
    if (imported.refused > 0) this.partlyRefused();
    return result;
  }

  #show(partner: string, { rows, replaced, refused, refusals, links }: ImportResult): void {
    if (refusals.length > 0) {
      this.table({
        title: words.getMessage('refusals.title'),
        data: refusals.slice(0, SHOWN).map(({ line, column, heading, reason, next }) => ({
          line,
          column: heading ?? column,
          reason,
          next,
        })),
      });
    }
    this.log(words.getMessage('done', [partner, String(rows), String(replaced), String(refused)]));
    for (const { connection, account, nearest, problem } of links) {
      if (account !== null) this.log(words.getMessage('linked', [connection, account]));
      else if (problem !== null) this.log(words.getMessage('link.failed', [connection, problem]));
      else this.log(words.getMessage('unlinked', [partner, connection]));
      if (nearest.length > 0) this.log(words.getMessage('nearest', [nearest.join(', ')]));
    }
    this.log(words.getMessage('next'));
  }
}
