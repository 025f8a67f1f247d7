/** `sf partner connect hubspot`: fills in the project and prints the install link, or connects by a private app's token. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Flags } from '@salesforce/sf-plugins-core';
import type { App } from '../../../../app.ts';
import { connectionFlag, PartnerCommand } from '../../../partnerCommand.ts';
import { secretFrom } from '../../../secrets.ts';
import { wordsOf } from '../../../words.ts';

const words = wordsOf('connect.hubspot');

export type HubSpotConnected =
  | { connection: string; account: { id: string; name: string } }
  | { connection: string; files: string[]; install: string };

export class ConnectHubSpot extends PartnerCommand<HubSpotConnected> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = {
    connection: connectionFlag,
    url: Flags.string({
      summary: words.getMessage('flags.url.summary'),
      exactlyOne: ['url', 'private-app-token-file'],
    }),
    project: Flags.string({ default: 'hubspot-app', summary: words.getMessage('flags.project.summary') }),
    'private-app-token-file': Flags.string({
      summary: words.getMessage('flags.private-app-token-file.summary'),
    }),
  };

  override async run(): Promise<HubSpotConnected> {
    const { flags } = await this.parse(ConnectHubSpot);
    const { tenant, connection = 'hubspot', url } = flags;
    if (url !== undefined) {
      return this.withApp((app) => this.#prepare(app, { tenant, connection, url, project: flags.project }));
    }
    const flag = 'private-app-token-file';
    const token = await secretFrom(flags[flag], 'HUBSPOT_PRIVATE_APP_TOKEN', flag);
    return this.withApp(async (app) => {
      const { account } = await app.connect({
        tenant,
        connection,
        crm: 'hubspot',
        url: app.config.hubspotAddresses.apiUrl,
        credential: { kind: 'privateApp', token },
      });
      this.log(words.getMessage('done', [account.name, account.id, connection]));
      return { connection, account };
    });
  }

  async #prepare(
    app: App,
    { tenant, connection, url, project }: Record<'tenant' | 'connection' | 'url' | 'project', string>,
  ): Promise<HubSpotConnected> {
    const base = url.replace(/\/+$/, '');
    const files = this.#projectFiles(app, base);
    for (const [path, content] of files) {
      const file = join(project, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    const install = app.installAddress(base, tenant, connection);
    this.styledHeader(words.getMessage('next.title'));
    this.log(words.getMessage('next.upload', [project]));
    this.log(words.getMessage('next.secrets', [base]));
    this.log(words.getMessage('next.open'));
    this.log(install);
    this.log(words.getMessage('next.provision'));
    return { connection, files: [...files.keys()], install };
  }

  #projectFiles(app: App, base: string): Map<string, string> {
    try {
      return app.projectFiles(base);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.error(words.getMessage('badUrl', [error.message]), { exit: 2 });
    }
  }
}
