/** Takes up what people typed into the rows of claims: a new row becomes a claim, an edit a move, the rest is put right. */
import type { RegistrationRules } from '../../../shared/domain/conflict.ts';
import {
  type Actor,
  type ClaimForm,
  draftOf,
  movesTyped,
  placeOfTyped,
  type Registration,
  registrationOf,
  type RegistrationRows,
  type Submission,
} from '../../../shared/domain/registration.ts';
import type { Fields } from '../../../shared/schema/objects.ts';
import { mirrorAccounts } from '../collections.ts';
import type { Context } from '../context.ts';
import { registrationRules } from './around.ts';
import { rowDifference, type StandingRows } from './claimRows.ts';
import { claimId, claimOf, claimsBy } from './claims.ts';
import { type KeptClaim, registrations, rowKey, sequences } from './collections.ts';
import { prepareMove } from './moveClaim.ts';
import { recheckRivals } from './recheckRivals.ts';

/** A place in the order of submissions, and when it was taken. */
type Taken = Pick<Submission, 'sequence' | 'at'>;

const SYSTEM: Actor = { as: 'system' };
const PAGE = 500;
/** A claim that others move meanwhile is looked at again so often; then its rows are put right. */
const LOOKS = 3;

/**
 * @param zone the connection's
 * @param rows as they stand; null: the row is gone
 * @param taken what was submitted so far
 * @returns the claim's key, whose rows have to be brought in step; null: there is nothing to keep
 */
export async function takeTyped(
  context: Context,
  zone: string,
  row: string,
  rows: StandingRows | null,
  taken: () => Promise<readonly Taken[]>,
): Promise<string | null> {
  const { store, connection } = context;
  const [known] = await claimsBy(store, [rowKey(connection, row)], 1);
  const key = rows?.registration.fields.key;
  const kept = known ?? (key ? await claimOf(store, connection, key) : undefined);
  if (!rows) return kept ? rowGone(context, kept.registration.key, row) : null;
  const claim = kept?.registration.key ?? (await adopt(context, zone, rows));
  for (let look = 0; look < LOOKS; look += 1) {
    if (await followed(context, zone, claim, rows, taken)) break;
  }
  return claim;
}

/** How a claim stands follows from its moves, and that its row was deleted is none: it is written anew. */
async function rowGone({ store, connection }: Context, key: string, row: string): Promise<string | null> {
  return store.transaction(async (tx) => {
    const kept = await claimOf(tx, connection, key);
    if (kept?.row !== row) return null;
    const document: KeptClaim = { ...kept, row: null, written: 0 };
    await tx.put(registrations, [{ id: claimId(connection, key), document }]);
    return key;
  });
}

/** False: the claim was moved meanwhile. */
async function followed(
  context: Context,
  zone: string,
  key: string,
  rows: StandingRows,
  taken: () => Promise<readonly Taken[]>,
): Promise<boolean> {
  const { store, connection } = context;
  const kept = await claimOf(store, connection, key);
  if (!kept) return true;
  if (isOlder(kept, rows)) {
    await submitTyped(context, zone, key, rows, taken);
    return true;
  }
  const { rules } = await registrationRules(context, zone);
  let moves = kept.registration.history.length;
  for (const wish of movesTyped(kept.registration, await named(context, rows), rules.policy)) {
    const decide = await prepareMove(context, zone, key, wish, SYSTEM);
    const after = await store.transaction(async (tx) => {
      const present = await claimOf(tx, connection, key);
      if (!decide || present?.registration.history.length !== moves) return null;
      await decide(tx);
      return (await claimOf(tx, connection, key))?.registration.history.length ?? moves;
    });
    if (after === null) return false;
    moves = after;
  }
  await submitTyped(context, zone, key, rows, taken);
  return true;
}

/** Rows that do not tell all of the claim's moves say how it was before, not what somebody typed. */
function isOlder({ registration, written }: KeptClaim, rows: StandingRows): boolean {
  const isWritten = registration.submission === null || written === registration.history.length;
  return !isWritten || rowDifference(registration, rows.registration.fields)?.history !== undefined;
}

/** A row that names an account need not repeat its name. */
async function named({ store, connection }: Context, rows: StandingRows): Promise<RegistrationRows> {
  const registration = rows.registration.fields;
  const participants = rows.participants.map(({ fields }) => fields);
  const { account, customerName } = registration;
  if (customerName || !account) return { registration, participants };
  const known = await store.get(mirrorAccounts, `${connection}/${account}`);
  return { registration: { ...registration, customerName: known?.fields.name ?? null }, participants };
}

/** An empty draft, which is then edited as its row says. */
async function adopt(context: Context, zone: string, rows: StandingRows): Promise<string> {
  const { store, connection } = context;
  const { rules } = await registrationRules(context, zone);
  const { id: row, fields } = rows.registration;
  const lost = registrationOf(await named(context, rows));
  // The store has lost a claim whose row still tells all of it.
  const registration =
    lost && lost.history.length > 0 ? lost : emptyDraft(`${connection}/${row}`, fields, rules);
  const { key } = registration;
  await store.transaction(async (tx) => {
    if (await claimOf(tx, connection, key)) return;
    const document: KeptClaim = { connection, row, written: 0, registration };
    await tx.put(registrations, [{ id: claimId(connection, key), document }]);
    const taken = registration.submission?.sequence ?? 0;
    const last = (await tx.get(sequences, connection))?.last ?? 0;
    if (taken > last) await tx.put(sequences, [{ id: connection, document: { last: taken } }]);
  });
  return key;
}

function emptyDraft(
  operationKey: string,
  { owner = null, enteredBy }: Fields<'dealRegistration'>,
  { policy }: RegistrationRules,
): Registration {
  const made = draftOf(operationKey, EMPTY, { owner, enteredBy: enteredBy ?? owner }, policy);
  if (!made.ok) throw new Error('an empty form is refused');
  return made.registration;
}

const EMPTY: ClaimForm = {
  customer: { name: '', website: null, country: null, account: null, match: 'none' },
  deal: null,
  products: [],
  amount: null,
  expectedClose: null,
  note: null,
  participants: [],
};

/**
 * A claim that came from a row that was typed is submitted as soon as it holds what a claim must; until then it stays a
 * draft.
 */
async function submitTyped(
  context: Context,
  zone: string,
  key: string,
  rows: StandingRows,
  taken: () => Promise<readonly Taken[]>,
): Promise<void> {
  const { store, connection, clock } = context;
  const kept = await claimOf(store, connection, key);
  const [first] = kept?.registration.history ?? [];
  const wasTyped = first?.move === 'edit' && first.by.as === 'system';
  if (kept?.registration.state !== 'draft' || !wasTyped) return;
  const place = placeOfTyped(rows.registration.fields.createdAt ?? clock.now(), await taken());
  const submit = await prepareMove(context, zone, key, { move: 'submit' }, SYSTEM, place);
  if (!submit) return;
  await store.transaction(submit);
  const submitted = await claimOf(store, connection, key);
  if (submitted?.registration.submission) await recheckRivals(context, zone, submitted.registration);
}

/** What was submitted in this connection. */
export async function takenIn({ store, connection }: Context): Promise<Taken[]> {
  const taken: Taken[] = [];
  for (let after: string | undefined; ;) {
    const prefix = `${connection}/`;
    const page = await store.page(registrations, { prefix, limit: PAGE, ...(after && { after }) });
    taken.push(...page.flatMap(({ document }) => document.registration.submission ?? []));
    after = page.at(-1)?.id;
    if (page.length < PAGE) return taken;
  }
}
