/** Links a partner to its account as soon as its list is there, and says what to do where that cannot be told. */
import { jaroWinkler } from '../../shared/domain/matching/jaroWinkler.ts';
import { companyName } from '../../shared/domain/normalise.ts';
import { recognisePartner } from '../../shared/domain/partner.ts';
import { nativeFieldsOf } from '../../shared/domain/program.ts';
import { links } from './collections.ts';
import type { Context } from './context.ts';
import { partnerId } from './importList.ts';
import { linkId, linkPartners } from './linkPartners.ts';
import { refreshRules, type Rules } from './rules.ts';

export interface LinkOutcome {
  connection: string;
  /** The partner's account here; null: none could be told without doubt. */
  account: string | null;
  /** Recognised partners with the most similar names, the nearest first; empty when linked. */
  nearest: string[];
}

const NEAREST = 3;
/** Jaro-Winkler, 0 to 1: below it names have little more than letters in common. */
const SIMILAR = 0.75;

export async function linkImported(context: Context, partner: string): Promise<LinkOutcome> {
  const { store, connection } = context;
  const rules = await refreshRules(context);
  await linkPartners(context, rules);
  const link = await store.get(links, linkId(connection, partnerId(partner)));
  if (link) return { connection, account: link.account, nearest: [] };
  return { connection, account: null, nearest: nearestTo(partner, await partnerNames(context, rules)) };
}

/** Names of the accounts that the program calls partners. */
async function partnerNames({ crm, signal }: Context, { program }: Rules): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const page of crm.find({
    object: 'account',
    fields: ['name'],
    native: nativeFieldsOf(program),
  })) {
    signal.throwIfAborted();
    for (const record of page) {
      if (record.fields.name && recognisePartner(record, program)) names.add(record.fields.name);
    }
  }
  return names;
}

function nearestTo(name: string, names: ReadonlySet<string>): string[] {
  const wanted = companyName(name).core.join(' ');
  return [...names]
    .map((known) => ({ known, likeness: jaroWinkler(wanted, companyName(known).core.join(' ')) }))
    .filter(({ likeness }) => likeness >= SIMILAR)
    .sort((a, b) => b.likeness - a.likeness || (a.known < b.known ? -1 : 1))
    .slice(0, NEAREST)
    .map(({ known }) => known);
}
