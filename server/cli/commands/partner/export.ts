/** `sf partner export`: what of our accounts a partner may see, as CSV. */
import { Flags } from '@salesforce/sf-plugins-core';
import { partnerId } from '../../../use/importList.ts';
import { exportAccounts } from '../../../use/exportAccounts.ts';
import { partnerAccount } from '../../../use/sharePolicies.ts';
import { csvLine } from '../../csvLine.ts';
import { writeLines } from '../../files.ts';
import { connectionFlag, PartnerCommand } from '../../partnerCommand.ts';
import { wordsOf } from '../../words.ts';

const words = wordsOf('export');

export type Exported = { rows: number; file: string | null };

export class Export extends PartnerCommand<Exported> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = {
    connection: connectionFlag,
    partner: Flags.string({ char: 'p', required: true, summary: words.getMessage('flags.partner.summary') }),
    file: Flags.string({ char: 'f', summary: words.getMessage('flags.file.summary') }),
  };

  override async run(): Promise<Exported> {
    const { flags } = await this.parse(Export);
    if (this.jsonEnabled() && flags.file === undefined) this.error(words.getMessage('jsonFile'), { exit: 2 });
    const lines = await this.withConnection(flags, async (context) => {
      await partnerAccount(context, flags.partner);
      return writeLines(flags.file, csvOf(exportAccounts(context, partnerId(flags.partner))), words);
    });
    // The first line is the header.
    const rows = lines - 1;
    if (flags.file !== undefined) this.log(words.getMessage('done', [String(rows), flags.file]));
    return { rows, file: flags.file ?? null };
  }
}

async function* csvOf(rows: AsyncIterable<string[]>): AsyncGenerator<string> {
  for await (const cells of rows) yield csvLine(cells);
}
