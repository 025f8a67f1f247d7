/** `sf partner import`: takes in a partner's list. */
import { basename } from 'node:path';
import { Flags } from '@salesforce/sf-plugins-core';
import { importList, type Imported } from '../../../use/importList.ts';
import { segmentFlag } from '../../choices.ts';
import { bytesOf } from '../../files.ts';
import { PartnerCommand } from '../../partnerCommand.ts';
import { PhaseBars } from '../../phaseBars.ts';
import { wordsOf } from '../../words.ts';

const words = wordsOf('import');
const SHOWN = 20;

export class Import extends PartnerCommand<Imported> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = {
    partner: Flags.string({ char: 'p', required: true, summary: words.getMessage('flags.partner.summary') }),
    file: Flags.string({ char: 'f', required: true, summary: words.getMessage('flags.file.summary') }),
    segment: segmentFlag(words.getMessage('flags.segment.summary')),
    website: Flags.string({ summary: words.getMessage('flags.website.summary') }),
  };

  override async run(): Promise<Imported> {
    const { flags } = await this.parse(Import);
    const bytes = await bytesOf(flags.file, words);
    const imported = await this.withApp(async (app) => {
      const bars = new PhaseBars(!this.jsonEnabled() && process.stderr.isTTY);
      const list = {
        partner: flags.partner,
        fileName: basename(flags.file),
        bytes,
        ...(flags.segment && { segment: flags.segment }),
        ...(flags.website && { website: flags.website }),
      };
      try {
        return await importList(app.store.for(flags.tenant), app.clock, list, (step) => bars.show(step));
      } finally {
        bars.stop();
      }
    });
    this.#show(flags.partner, imported);
    if (imported.refused > 0) this.partlyRefused();
    return imported;
  }

  #show(partner: string, { rows, replaced, refused, refusals }: Imported): void {
    if (refusals.length > 0) {
      this.table({
        title: words.getMessage('refusals.title'),
        data: refusals.slice(0, SHOWN).map(({ line, column, code, args }) => ({
          line,
          column,
          reason: code,
          detail: Object.values(args).join(' '),
        })),
      });
    }
    this.log(words.getMessage('done', [partner, String(rows), String(replaced), String(refused)]));
    this.log(words.getMessage('next'));
  }
}
