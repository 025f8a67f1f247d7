/** Which connection a command is about when a tenant has several. */
import type { App } from '../app.ts';
import { Refusal } from '../use/context.ts';

/** @throws Refusal when none is named and there is not exactly one. */
export async function chooseConnection(
  app: Pick<App, 'settings'>,
  { tenant, connection }: { tenant: string; connection?: string | undefined },
): Promise<string> {
  if (connection !== undefined) return connection;
  const names = Object.keys((await app.settings.read()).tenants[tenant]?.connections ?? {});
  const [only] = names;
  if (only !== undefined && names.length === 1) return only;
  if (names.length === 0) {
    throw new Refusal(
      'connection.none',
      `Tenant ${tenant} has no connection yet.`,
      'Connect an org or portal with: sf partner connect.',
    );
  }
  throw new Refusal(
    'connection.several',
    `Tenant ${tenant} has several connections: ${names.join(', ')}.`,
    'Say which one with --connection.',
  );
}
