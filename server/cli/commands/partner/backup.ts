/** `sf partner backup`: everything that only the store knows, as lines of JSON. */
import { Flags } from '@salesforce/sf-plugins-core';
import { writeLines } from '../../files.ts';
import { PartnerCommand } from '../../partnerCommand.ts';
import { wordsOf } from '../../words.ts';

const words = wordsOf('backup');
/** Header and closing line. */
const FRAME = 2;

export type BackedUp = { documents: number; file: string | null };

export class Backup extends PartnerCommand<BackedUp> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = {
    file: Flags.string({ char: 'f', summary: words.getMessage('flags.file.summary') }),
  };

  override async run(): Promise<BackedUp> {
    const { flags } = await this.parse(Backup);
    if (this.jsonEnabled() && flags.file === undefined) this.error(words.getMessage('jsonFile'), { exit: 2 });
    const lines = await this.withApp((app) => writeLines(flags.file, app.backup(), words));
    const documents = lines - FRAME;
    if (flags.file !== undefined) this.log(words.getMessage('done', [String(documents), flags.file]));
    return { documents, file: flags.file ?? null };
  }
}
