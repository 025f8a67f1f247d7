/** `sf partner restore`: puts a backup back, all of it or nothing. */
import { Flags } from '@salesforce/sf-plugins-core';
import { linesOf } from '../../files.ts';
import { PartnerCommand } from '../../partnerCommand.ts';
import { wordsOf } from '../../words.ts';

const words = wordsOf('restore');

export type Restored = { documents: number };

export class Restore extends PartnerCommand<Restored> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = {
    file: Flags.string({ char: 'f', required: true, summary: words.getMessage('flags.file.summary') }),
    replace: Flags.boolean({ summary: words.getMessage('flags.replace.summary') }),
  };

  override async run(): Promise<Restored> {
    const { flags } = await this.parse(Restore);
    const lines = linesOf(flags.file, words);
    const documents = await this.withApp((app) => app.restore(lines, { replace: flags.replace }));
    this.log(words.getMessage('done', [String(documents)]));
    return { documents };
  }
}
