/** `sf partner connect salesforce`: an org becomes a connection, prepared by its administrator's own session. */
import { Flags } from '@salesforce/sf-plugins-core';
import type { ConnectRequest } from '../../../../app.ts';
import { Refusal } from '../../../../use/context.ts';
import { prepareAccount, type Prepared, type PreparedStep } from '../../../../use/prepareAccount.ts';
import { adminOf } from '../../../adminSession.ts';
import { connectionFlag, PartnerCommand } from '../../../partnerCommand.ts';
import { secretFrom } from '../../../secrets.ts';
import { wordsOf } from '../../../words.ts';

const words = wordsOf('connect.salesforce');

export interface Connected {
  connection: string;
  account: { id: string; name: string };
  steps: PreparedStep[];
}

export class ConnectSalesforce extends PartnerCommand<Connected> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = {
    connection: connectionFlag,
    'target-org': Flags.string({
      char: 'o',
      required: true,
      summary: words.getMessage('flags.target-org.summary'),
    }),
    'integration-user': Flags.string({
      required: true,
      summary: words.getMessage('flags.integration-user.summary'),
    }),
    'client-id': Flags.string({ required: true, summary: words.getMessage('flags.client-id.summary') }),
    'client-secret-file': Flags.string({ summary: words.getMessage('flags.client-secret-file.summary') }),
    'jwt-key-file': Flags.string({
      summary: words.getMessage('flags.jwt-key-file.summary'),
      exclusive: ['client-secret-file'],
    }),
    certificate: Flags.string({ summary: words.getMessage('flags.certificate.summary') }),
    namespace: Flags.string({ summary: words.getMessage('flags.namespace.summary') }),
    assign: Flags.boolean({ summary: words.getMessage('flags.assign.summary') }),
    'api-version': Flags.string({ summary: words.getMessage('flags.api-version.summary') }),
  };

  override async run(): Promise<Connected> {
    const { flags } = await this.parse(ConnectSalesforce);
    const credential = await credentialOf(flags);
    const { session } = await adminOf(flags['target-org']);
    const connection = flags.connection ?? 'salesforce';
    return this.withApp(async (app) => {
      const admin = app.admin(session);
      const wanted = {
        integrationUser: flags['integration-user'],
        assign: flags.assign,
        publicUrl: app.config.publicUrl,
        ...(flags.certificate && { certificate: flags.certificate }),
      };
      const prepared = await prepareAccount(admin, wanted, app.clock.now());
      this.#show(prepared);
      if (!prepared.user) {
        throw new Refusal('connect.user', words.getMessage('notReady'), words.getMessage('notReady.next'));
      }
      const { id: accountId, url } = await admin.account();
      const { account } = await app.connect({
        tenant: flags.tenant,
        connection,
        crm: 'salesforce',
        url,
        accountId,
        credential,
        integrationUser: prepared.user,
        certificate: prepared.certificate,
        ...(flags.namespace && { namespace: flags.namespace }),
        ...(flags['api-version'] && { apiVersion: flags['api-version'] }),
      });
      this.log(words.getMessage('done', [account.name, account.id, connection, flags['target-org']]));
      return { connection, account, steps: prepared.steps };
    });
  }

  #show({ steps }: Prepared): void {
    this.table({
      title: words.getMessage('title'),
      data: steps.map(({ name, state, detail }) => ({
        link: words.getMessage(`step.${name}`),
        state,
        detail,
        note: state === 'needed' || state === 'skipped' ? words.getMessage(`note.${name}.${state}`) : '',
      })),
    });
  }
}

async function credentialOf(flags: {
  'client-id': string;
  'client-secret-file'?: string | undefined;
  'jwt-key-file'?: string | undefined;
  'integration-user': string;
}): Promise<ConnectRequest['credential']> {
  const { 'client-id': clientId, 'integration-user': username } = flags;
  if (flags['jwt-key-file'] !== undefined) {
    const privateKey = await secretFrom(flags['jwt-key-file'], 'SALESFORCE_JWT_KEY', 'jwt-key-file');
    return { kind: 'jwtBearer', clientId, username, privateKey };
  }
  const flag = 'client-secret-file';
  const clientSecret = await secretFrom(flags[flag], 'SALESFORCE_CLIENT_SECRET', flag);
  return { kind: 'clientCredentials', clientId, clientSecret };
}
