/** Keeps accounts findable between two mappings: those that polls bring under another name, website or country. */
import { Companies } from '../../../shared/domain/matching.ts';
import type { ProgramRules } from '../../../shared/domain/program.ts';
import type { Transaction } from '../../ports.ts';
import { mirrorAccounts, type MirrorAccount } from '../collections.ts';
import { accountIndexes, changedAccounts } from './collections.ts';
import { typedSubject } from './indexAccounts.ts';

/** In the transaction that keeps these accounts, before they are kept. */
export async function noteChanged(
  tx: Transaction,
  connection: string,
  accounts: readonly MirrorAccount[],
  program: ProgramRules,
): Promise<void> {
  // An index that is yet to be made takes them as they are then.
  if (accounts.length === 0 || !(await tx.get(accountIndexes, connection))) return;
  const place = ({ id }: MirrorAccount) => `${connection}/${id}`;
  const known = await tx.many(mirrorAccounts, accounts.map(place));
  const changed = accounts.filter((account) => {
    const before = known.get(place(account));
    return !before || textOf(before, program) !== textOf(account, program);
  });
  if (changed.length === 0) return;
  const companies = Companies.of(changed.map((account) => typedSubject(account, program)));
  await tx.put(
    changedAccounts,
    changed.map((account, at) => ({
      id: place(account),
      document: { connection, keys: [...companies.keysOf(at)] },
    })),
  );
}

function textOf(account: MirrorAccount, program: ProgramRules): string {
  return JSON.stringify(typedSubject(account, program));
}
