/** How right matching is on the pairs that people have decided, each scored anew by the present rules. */
import { Companies, type MatchSettings } from '../../shared/domain/matching.ts';
import { matchReport, type JudgedPair, type MatchReport } from '../../shared/domain/matchReport.ts';
import { subjectOf } from '../../shared/domain/partner.ts';
import type { ProgramRules } from '../../shared/domain/program.ts';
import { decisions, mirrorAccounts, type Decision } from './collections.ts';
import { candidatesInStore, type Candidate, type FindCandidates } from './findCandidates.ts';
import { isAbout, lookupIn } from './heldDecisions.ts';
import type { Inside } from './mirrorPages.ts';
import { linkedPartners } from './partnerRows.ts';
import { readRules } from './rules.ts';

export interface DecidedReport extends MatchReport {
  settings: MatchSettings;
  /** Decided pairs whose account or list row is no longer there, so that they cannot be scored. */
  gone: number;
}

const PAGE = 1_000;
const ACCOUNTS_AT_ONCE = 200;

export async function reportMatches(context: Inside): Promise<DecidedReport> {
  const { store, connection } = context;
  const { program } = await readRules(context);
  const find = candidatesInStore(store, await linkedPartners(store, connection));
  const byAccount = [...(await allDecisions(context))];
  const pairs: JudgedPair[] = [];
  let gone = 0;
  for (let start = 0; start < byAccount.length; start += ACCOUNTS_AT_ONCE) {
    context.signal.throwIfAborted();
    const part = new Map(byAccount.slice(start, start + ACCOUNTS_AT_ONCE));
    const judged = await judge(context, { program, find, decided: part });
    pairs.push(...judged.pairs);
    gone += judged.gone;
    const done = start + part.size;
    context.progress({ phase: 'match.decisions', done, total: byAccount.length });
  }
  return { settings: program.matching, gone, ...matchReport(pairs, program.matching) };
}

async function allDecisions({ store, connection }: Inside): Promise<Map<string, Decision[]>> {
  const all: Decision[] = [];
  const prefix = `${connection}/`;
  for (let after: string | undefined; ;) {
    const page = await store.page(decisions, { prefix, ...(after && { after }), limit: PAGE });
    all.push(...page.map(({ document }) => document));
    after = page.at(-1)?.id;
    if (page.length < PAGE) return Map.groupBy(all, ({ account }) => account);
  }
}

interface ToJudge {
  program: ProgramRules;
  find: FindCandidates;
  decided: ReadonlyMap<string, readonly Decision[]>;
}

async function judge(
  { store, connection }: Inside,
  { program, find, decided }: ToJudge,
): Promise<{ pairs: JudgedPair[]; gone: number }> {
  const ids = [...decided.keys()];
  const held = await store.many(
    mirrorAccounts,
    ids.map((id) => `${connection}/${id}`),
  );
  const accounts = ids.flatMap((id) => held.get(`${connection}/${id}`) ?? []);
  const words = accounts.map(({ id }) => decided.get(id) ?? []);
  const companies = Companies.of(accounts.map((account) => subjectOf(account, program)));
  const { matching } = program;
  const found = await find(companies, words, matching);
  const provable = await find(companies, words, { ...matching, sureAt: 0 });
  const pairs = words.flatMap((mine, at) => judgedPairs(found[at] ?? [], provable[at] ?? [], mine));
  const all = [...decided.values()].flat();
  const present = new Set(
    words.flatMap((mine, at) => mine.filter((word) => found[at]?.some((one) => isOn(word, one)))),
  );
  return { pairs, gone: distinct(all.filter((word) => !present.has(word))) };
}

/** A word stands under every name that its row has had; the row counts once, with the newest word on it. */
function judgedPairs(
  found: readonly Candidate[],
  provable: readonly Candidate[],
  words: readonly Decision[],
): JudgedPair[] {
  const wordOn = lookupIn(words);
  const rows = new Map<string, JudgedPair>();
  found.forEach(({ partner, row, match }, at) => {
    const word = wordOn(partner.account, row);
    if (!word) return;
    const place = `${partner.account}/${row.identity}`;
    if ((rows.get(place)?.score ?? -1) >= match.score) return;
    rows.set(place, {
      score: match.score,
      tier: match.tier,
      provable: provable[at]?.match.tier === 'sure',
      confirmed: word.decision === 'confirmed',
    });
  });
  return [...rows.values()];
}

function isOn(word: Decision, { partner, row }: Candidate): boolean {
  const { identity, fallbackIdentity } = row;
  return isAbout(word, { partner: partner.account, row: identity, rowContent: fallbackIdentity });
}

/** Words that share a content are about one row. */
function distinct(words: readonly Decision[]): number {
  return new Set(words.map(({ account, partner, rowContent }) => `${account}/${partner}/${rowContent}`)).size;
}
