/** Asking a partner for help from an account's card: a task for whoever looks after that partner. */
import type { ActRequest } from '../../../shared/contract/request.ts';
import { keyOf } from '../../../shared/domain/key.ts';
import { defaultProgram } from '../../../shared/domain/program.ts';
import { ASK_KINDS, checkAsk } from '../../../shared/domain/team.ts';
import { askInput, askSubject } from '../../../shared/views/accountCard.ts';
import { programs } from '../collections.ts';
import { askedAbout, takesTasks } from './askedHelp.ts';
import type { Prepared } from './dealActs.ts';
import { today, type Desk } from './desk.ts';
import { pairOf } from './overlapFacts.ts';
import { isThere } from './overlapActs.ts';
import { partnerFacts, readAccounts } from './readAccounts.ts';
import type { Refused } from './refusal.ts';

export const ASK_ACTS = ['askForHelp'] as const;

/** Null: the overlap is about another account than the card. */
export async function prepareAsk(
  desk: Desk,
  { record, targets: [target = '', wanted], values, locale }: ActRequest,
): Promise<Prepared | { refusal: Refused } | null> {
  const { context, caller } = desk;
  const { store, connection } = context;
  const pair = pairOf(target);
  const kind = ASK_KINDS.find((one) => one === wanted);
  if (!pair || !kind) return { refusal: { code: 'match.unknown' } };
  if (pair.account !== record?.id) return null;
  const checked = checkAsk(askInput(values), today(desk));
  if (!checked.ok) return { refusal: checked.refusal };
  if (!(await takesTasks(context))) return { refusal: { code: 'ask.closed' } };
  const program = (await store.get(programs, connection))?.rules ?? defaultProgram();
  const partner = (await readAccounts(context, program, [pair.partner])).get(pair.partner);
  const owner = partner?.fields.partnerManager ?? partner?.fields.owner;
  if (!owner) return { refusal: { code: 'ask.nobody' } };
  const { due, text } = checked.ask;
  const { account, partner: partnerId } = pair;
  const subject = askSubject(kind, partnerFacts(partnerId, partner, program).name, locale);
  return {
    decide: async (tx) => {
      if (!(await isThere(tx, connection, pair))) return { ok: false, refusal: { code: 'match.unknown' } };
      const { asked, pending } = await askedAbout(tx, connection, account);
      const isSame = (one: { partner: string; kind: string }) =>
        one.partner === partnerId && one.kind === kind;
      const before = asked.filter(isSame);
      if (pending.some(isSame) || before.some(({ state }) => state === 'open')) {
        return { ok: false, refusal: { code: 'ask.asked' } };
      }
      const key = keyOf('ask', connection, account, partnerId, kind, String(before.length));
      const help = { connection, account, partner: partnerId, kind, key, due, owner, user: caller.user };
      return { ok: true, intent: { kind: 'ask', help, subject, text } };
    },
  };
}
