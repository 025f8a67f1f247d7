/** Everything that one rep can open in a CRM, through the CRM's own doors and with that rep's own rights. */
import { parse } from 'csv-parse/sync';
import jsforce from 'jsforce';
import type { Sandbox } from '../../server/sandbox/sandbox.ts';

/** One thing as a door shows it. */
export interface Seen {
  door: string;
  /** Id of the record that was opened. */
  record: string;
  text: string;
}

/** Of the CRM's own; everything else of its own is set-up. */
const STANDARD = ['Account', 'Contact', 'Opportunity', 'Task', 'User'];

/** Lists and reports (queries), records (REST and UI API), related lists, and an export. */
export async function seenOnSalesforce({ salesforce }: Sandbox, user: string): Promise<Seen[]> {
  const session = {
    instanceUrl: salesforce.url,
    accessToken: salesforce.grants.access(user),
    version: '66.0',
  };
  const connection = new jsforce.Connection(session);
  connection.bulk2.pollInterval = 20;
  const seen: Seen[] = [];
  const { sobjects } = await connection.describeGlobal();
  const described = new Map<string, Awaited<ReturnType<typeof connection.describe>>>();
  for (const { name, custom } of sobjects)
    if (custom || STANDARD.includes(name)) described.set(name, await connection.describe(name));
  for (const [name, { fields, childRelationships, custom }] of described) {
    const names = fields.map((field) => field.name);
    const soql = `SELECT ${names.join()} FROM ${name}`;
    const { records: rows, done } = await connection.query<{ Id: string }>(soql);
    if (!done) throw new Error(`${name} has more than one page`);
    for (const row of rows) {
      const record = row.Id;
      const add = (door: string, found: unknown) =>
        seen.push({ door: `${name} ${door}`, record, text: JSON.stringify(found) });
      add('list', row);
      add('record', await connection.request(`/sobjects/${name}/${record}`));
      const shown = names.map((field) => `${name}.${field}`).join();
      add('page', await connection.request(`/ui-api/records/${record}?optionalFields=${shown}`));
      for (const { childSObject, relationshipName } of childRelationships) {
        const child = described.get(childSObject);
        if (!relationshipName || !child) continue;
        const columns = child.fields.map((field) => `${childSObject}.${field.name}`).join();
        const path = `/ui-api/related-list-records/${record}/${relationshipName}?optionalFields=${columns}`;
        const { records } = (await connection.request(path)) as { records: { id: string }[] };
        for (const one of records)
          seen.push({ door: `${name} ${relationshipName}`, record: one.id, text: JSON.stringify(one) });
      }
    }
    if (!custom) continue;
    const exported = await connection.bulk2.query(soql);
    for (const row of await exported.toArray())
      seen.push({
        door: `${name} export`,
        record: String((row as { Id: string }).Id),
        text: JSON.stringify(row),
      });
  }
  return seen;
}

/**
 * Records with all that was ever in their properties, hidden ones too, since exports have them, and what a search for
 * these words finds. HubSpot's API acts for an app; what is restricted to others is left out as HubSpot's pages do.
 */
export async function seenOnHubspot(
  { hubspot }: Sandbox,
  user: number,
  words: readonly string[],
): Promise<Seen[]> {
  const ask = async (path: string, body?: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${hubspot.url}/crm/v3/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${hubspot.privateAppToken}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  const seen: Seen[] = [];
  for (const { type, definitions } of hubspot.portal.collections.values()) {
    const mayOpen = ({ id }: { id: string }) =>
      hubspot.portal.people.permitted('VIEW', type.id, id).includes(user);
    const names = [...definitions.keys()].join();
    let after: unknown = '';
    while (after !== undefined) {
      const query = `limit=50&properties=${names}&propertiesWithHistory=${names}${after ? `&after=${String(after)}` : ''}`;
      const page = (await ask(`objects/${type.name}?${query}`)) as {
        results: { id: string }[];
        paging?: { next?: { after: string } };
      };
      for (const one of page.results.filter(mayOpen))
        seen.push({ door: `${type.name} record`, record: one.id, text: JSON.stringify(one) });
      after = page.paging?.next?.after;
    }
    const told = await ask('exports/export/async', {
      ...{ exportType: 'VIEW', format: 'CSV', exportName: 'everything', language: 'EN' },
      objectType: type.singular,
      objectProperties: [...definitions.keys()],
    });
    const { result } = await ask(`exports/export/async/tasks/${String(told['id'])}/status`);
    const rows: string[][] = parse(await (await fetch(String(result))).text());
    for (const [id = '', ...cells] of rows.slice(1).filter(([one = '']) => mayOpen({ id: one })))
      seen.push({ door: `${type.name} export`, record: id, text: JSON.stringify(cells) });
    for (const word of words) {
      const found = await ask(`objects/${type.name}/search`, { query: word, limit: 100 });
      for (const one of (found['results'] as { id: string }[]).filter(mayOpen))
        seen.push({ door: `${type.name} search`, record: one.id, text: word });
    }
  }
  return seen;
}

/** What of these words stands where it may not, by door. @param own words that a record may show of itself */
export function leaks(
  seen: readonly Seen[],
  secrets: readonly string[],
  own: ReadonlyMap<string, readonly string[]>,
): string[] {
  const found = seen.flatMap(({ door, record, text }) =>
    secrets
      .filter((secret) => text.includes(secret) && !own.get(record)?.includes(secret))
      .map((secret) => `${secret} in ${door}`),
  );
  return [...new Set(found)].sort();
}
