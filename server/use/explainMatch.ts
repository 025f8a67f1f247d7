/** Why two records are held for one company or not: the waterfall of points, by the rules of a connection. */
import { z } from 'zod';
import {
  Companies,
  type Counts,
  Learnt,
  type Match,
  type MatchSettings,
  Scorer,
} from '../../shared/domain/matching.ts';
import { shownReasons } from '../../shared/domain/overlap.ts';
import { subjectOf } from '../../shared/domain/partner.ts';
import { reaches } from '../../shared/domain/sharing.ts';
import { mirrorAccounts, type Decision } from './collections.ts';
import { type Context, Refusal } from './context.ts';
import { candidatesInStore } from './findCandidates.ts';
import { lookupIn } from './heldDecisions.ts';
import { decisionsOf } from './keepMapped.ts';
import { learntOf } from './lists/learning.ts';
import { generationOf } from './lists/rowBlocks.ts';
import { linkedPartners } from './partnerRows.ts';
import { readRules } from './rules.ts';

const cell = z.string().trim().max(1_000).nullable().default(null);
const company = z.strictObject({
  name: z.string().trim().max(1_000),
  website: cell,
  email: cell,
  phone: cell,
  street: cell,
  postcode: cell,
  city: cell,
  country: cell,
  registrationNumber: cell,
});
const id = z.string().min(1).max(120);

/** Two records as someone types them, or a pair of what is stored. */
export const explainRequest = z.union(
  [
    /** Words weigh as they do in the lists of the partner with this account, if one is named. */
    z.strictObject({ ours: company, theirs: company, partner: id.optional() }),
    /** CRM ids of the account and of the partner's account; the list row's identity. */
    z.strictObject({ account: id, partner: id, row: id }),
  ],
  { error: 'Name two records ("ours" and "theirs", each with a name), or account, partner and row.' },
);

type Company = z.infer<typeof company>;
type TypedPair = Extract<z.infer<typeof explainRequest>, { ours: Company }>;
type StoredPair = Extract<z.infer<typeof explainRequest>, { account: string }>;

export interface Step {
  /** Message key, such as `match.domain.equal`. */
  key: string;
  args: Readonly<Record<string, string | number>>;
  points: number;
  /** The score so far, one decimal; beyond 0 and 100 until the last step. */
  total: number;
}

export interface Explained {
  score: number;
  tier: Match['tier'];
  /** In the order in which they are weighed. A partner's row is quoted no further than its policy lets our people see. */
  steps: Step[];
  settings: MatchSettings;
  /** A person's word, which wins over the tier; null for records that are not stored. */
  decision: Decision['decision'] | null;
}

type Inside = Pick<Context, 'store' | 'connection'>;

/** @throws Refusal when the input is no such request or the pair is not there */
export async function explainMatch(context: Inside, input: unknown): Promise<Explained> {
  const parsed = explainRequest.safeParse(input);
  if (!parsed.success) {
    const next = 'Send {"ours": {"name": …}, "theirs": {"name": …}} or {"account", "partner", "row"}.';
    throw new Refusal('match.request', z.prettifyError(parsed.error), next);
  }
  const request = parsed.data;
  return 'account' in request ? explainStored(context, request) : explainTyped(context, request);
}

async function explainTyped(context: Inside, { ours, theirs, partner }: TypedPair): Promise<Explained> {
  const { program } = await readRules(context);
  const [a, b] = [companiesOf(ours, 'ours'), companiesOf(theirs, 'theirs')];
  const learnt = await learntHere(context, partner);
  learnt.weigh(a);
  learnt.weigh(b);
  const match = new Scorer(a, b, learnt, program.matching).explain(0, 0);
  return explained(match, match.reasons, program.matching, null);
}

async function explainStored(context: Inside, { account, partner, row }: StoredPair): Promise<Explained> {
  const { store, connection } = context;
  const { program, policies } = await readRules(context);
  const mirror = await store.get(mirrorAccounts, `${connection}/${account}`);
  const linked = (await linkedPartners(store, connection)).filter((one) => one.account === partner);
  const find = candidatesInStore(store, linked);
  const companies = Companies.of(mirror ? [subjectOf(mirror, program)] : []);
  const [candidates = []] = await find(companies, [[{ partner, row, rowContent: row }]], program.matching);
  const [found] = candidates
    .filter((one) => [one.row.identity, one.row.fallbackIdentity].includes(row))
    .sort((one, other) => other.match.score - one.match.score);
  const { theirs } = policies.termsOf(partner, found?.row.segment ?? 'prospect');
  if (!found || !reaches(theirs, 'overlaps')) {
    throw new Refusal(
      'match.unknown',
      'There is no such pair here.',
      'Take the ids from: sf partner review.',
    );
  }
  const decisions = (await decisionsOf(store, connection, [account])).get(account) ?? [];
  const decision = lookupIn(decisions)(partner, found.row)?.decision ?? null;
  return explained(found.match, shownReasons(found.match, theirs), program.matching, decision);
}

function explained(
  { score, tier }: Match,
  reasons: Match['reasons'],
  settings: MatchSettings,
  decision: Explained['decision'],
): Explained {
  let sum = 0;
  const steps = reasons.map(({ key, args, weight }) => {
    sum += weight;
    return { key, args, points: weight, total: Math.round(sum * 10) / 10 || 0 };
  });
  return { score, tier, steps, settings, decision };
}

function companiesOf({ email, ...fields }: Company, side: string): Companies {
  return Companies.of([{ id: side, ...fields, emails: email ? [email] : [] }]);
}

const NOTHING_LEARNT: Counts = { records: 0, hashes: [], counts: [] };

/** Words weigh as they do against the longest list, of one partner or of all; without a list, as they do anywhere. */
async function learntHere({ store, connection }: Inside, partner: string | undefined): Promise<Learnt> {
  const all = await linkedPartners(store, connection);
  const linked = partner === undefined ? all : all.filter(({ account }) => account === partner);
  if (partner !== undefined && linked.length === 0) {
    throw new Refusal(
      'match.partner',
      `No partner here has the account ${partner}.`,
      'Take the id from: sf partner review.',
    );
  }
  const [longest] = linked.flatMap(({ lists }) => lists).sort((a, b) => b.list.rows - a.list.rows);
  if (!longest) return new Learnt(NOTHING_LEARNT);
  return learntOf(generationOf(longest.id, longest.list), store);
}
