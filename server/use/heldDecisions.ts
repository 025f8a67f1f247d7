/** What people have decided on an account's pairs: as the store keeps it, and as someone typed it into the CRM's rows. */
import type { DecisionLookup } from '../../shared/domain/overlap.ts';
import type { Fields } from '../../shared/schema/objects.ts';
import type { Decision, StandingRow } from './collections.ts';

/** A row as it was read, with the CRM's stamp of it where rows have one of their own. */
export interface FoundRow extends StandingRow {
  stamp?: number;
}

/** Decisions that so far stand only in the CRM's rows. One that the store holds a newer word on is an old copy of ours. */
export function newInRows(
  connection: string,
  account: { id: string; stamp: number },
  found: readonly FoundRow[],
  known: readonly Decision[],
): Decision[] {
  return found.flatMap(({ fields, stamp }) => {
    const { partner, row, rowContent, decision } = fields;
    if (!decision || !partner || !row) return [];
    const before = newest(known.filter((one) => isAbout(one, fields)));
    if (before?.decision === decision) return newNames(before, fields, known);
    const decided = { connection, account: account.id, partner, row, rowContent: rowContent ?? '', decision };
    const at = fields.decidedAt ?? null;
    // A changed word under the time we wrote is a person's, who had no reason to touch the time.
    const isTyped = at === null || at === before?.decidedAt;
    if (!isTyped && before && at < before.decidedAt) return [];
    const typedAt = decidedNow(stamp ?? account.stamp, before ? [before] : []);
    return [
      isTyped
        ? { ...decided, decidedBy: null, decidedAt: typedAt }
        : { ...decided, decidedBy: fields.decidedBy ?? null, decidedAt: at },
    ];
  });
}

/** A list may change a row's id, later its words: a word holds under every name that its row has had meanwhile. */
function newNames(
  before: Decision,
  { row, rowContent }: Fields<'accountOverlap'>,
  known: readonly Decision[],
): Decision[] {
  const isNew = (name: string | null | undefined): name is string =>
    Boolean(name) &&
    !known.some((one) => one.partner === before.partner && [one.row, one.rowContent].includes(name ?? ''));
  const content = rowContent ?? '';
  if (isNew(row)) return [{ ...before, row, rowContent: content }];
  return isNew(content) ? [{ ...before, row: content, rowContent: content }] : [];
}

/** The instant of a word that is newer than these; in whole seconds, since that is what every CRM can hold. */
export function decidedNow(now: number, earlier: readonly Decision[]): number {
  return Math.max(wholeSecond(now), ...earlier.map(({ decidedAt }) => wholeSecond(decidedAt) + 1_000));
}

function wholeSecond(at: number): number {
  return Math.floor(at / 1_000) * 1_000;
}

/** The newest word wins where a row was decided more than once, by its id or by its content. */
export function lookupIn(decisions: readonly Decision[]): DecisionLookup {
  return (partner, { identity, fallbackIdentity }) =>
    newest(
      decisions.filter((one) => isAbout(one, { partner, row: identity, rowContent: fallbackIdentity })),
    ) ?? null;
}

export function isAbout(
  decision: Decision,
  { partner, row, rowContent }: Pick<Fields<'accountOverlap'>, 'partner' | 'row' | 'rowContent'>,
): boolean {
  if (decision.partner !== partner) return false;
  // A row without an id of the partner's is named by its content.
  return [decision.row, decision.rowContent].some(
    (name) => name !== '' && (name === row || name === rowContent),
  );
}

function newest(decisions: readonly Decision[]): Decision | undefined {
  return decisions.reduce<Decision | undefined>(
    (last, one) => (last && last.decidedAt >= one.decidedAt ? last : one),
    undefined,
  );
}
