/** `sf partner doctor`: tests every link both ways and names the screen that mends what is wrong. */
import { Flags } from '@salesforce/sf-plugins-core';
import type { LinkCheck } from '../../../use/linkChecks.ts';
import { adminOf } from '../../adminSession.ts';
import { chooseConnection } from '../../chooseConnection.ts';
import { connectionFlag, PartnerCommand } from '../../partnerCommand.ts';
import { wordsOf } from '../../words.ts';

const words = wordsOf('doctor');

export interface Examined {
  connection: string;
  checks: (LinkCheck & { fix: string | null })[];
}

export class Doctor extends PartnerCommand<Examined> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = {
    connection: connectionFlag,
    'target-org': Flags.string({ char: 'o', summary: words.getMessage('flags.target-org.summary') }),
  };

  override async run(): Promise<Examined> {
    const { flags } = await this.parse(Doctor);
    const org = flags['target-org'];
    const session = org === undefined ? undefined : (await adminOf(org)).session;
    return this.withApp(async (app) => {
      const connection = await chooseConnection(app, flags);
      const { crm, checks } = await app.examine(flags.tenant, connection, session);
      const shown = checks.map((check) => ({
        ...check,
        fix: check.state === 'wrong' ? words.getMessage(`fix.${crm}.${check.name}`) : null,
      }));
      this.table({
        title: words.getMessage('title', [connection]),
        data: shown.map(({ name, state, detail, fix }) => ({
          link: words.getMessage(`link.${name}`),
          state,
          detail,
          fix: fix ?? '',
        })),
      });
      const wrong = shown.filter(({ state }) => state === 'wrong').length;
      this.log(wrong === 0 ? words.getMessage('allWell') : words.getMessage('wrong', [String(wrong)]));
      if (wrong > 0) this.partlyRefused();
      return { connection, checks: shown };
    });
  }
}
