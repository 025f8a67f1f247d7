/** What did not go through, and why: a demo that hides it would show a world nobody lives in. */
import type { ProvisionConflict } from '../../shared/schema/plan.ts';
import type { FileRefusal } from '../use/listRows.ts';
import { failures, type Failure } from '../use/collections.ts';
import type { Context } from '../use/context.ts';

export interface FailureGroup {
  object: string;
  code: string;
  count: number;
  example: Failure;
}

/** A row of a partner's file that was refused, and in which file. */
export interface RefusedRow extends FileRefusal {
  fileName: string;
}

const PAGE = 1_000;

/** The changes that the CRM refused, by object and code, the most frequent first. */
export async function failureGroups({ store, connection }: Context): Promise<FailureGroup[]> {
  const prefix = `${connection}/`;
  const groups = new Map<string, FailureGroup>();
  for (let after: string | undefined; ;) {
    const page = await store.page(failures, { prefix, ...(after && { after }), limit: PAGE });
    for (const { document } of page) {
      const { object, code } = document;
      const group = groups.get(`${object} ${code}`) ?? { object, code, count: 0, example: document };
      groups.set(`${object} ${code}`, { ...group, count: group.count + 1 });
    }
    after = page.at(-1)?.id;
    if (page.length < PAGE) return [...groups.values()].sort((a, b) => b.count - a.count);
  }
}

const AFTER: Readonly<Record<string, string>> = {
  busy: 'Nothing to do: the next run tries again.',
  throttled: 'Nothing to do: the next run tries again.',
  denied: 'Open it to the integration user; see sf partner doctor.',
  missing: 'Nothing to do if the record was deleted; else see sf partner doctor.',
  duplicate: 'Mend one of the two records that hold this value.',
};

export function nextStep({ code }: FailureGroup): string {
  return AFTER[code] ?? 'Mend the record or the rule; tried again when the record changes.';
}

export function conflictReason({ code, wanted, found }: ProvisionConflict): string {
  switch (code) {
    case 'otherType':
      return `is of type ${found}, not ${wanted}: left alone and not used`;
    case 'notUnique':
      return 'is not unique: make it so';
    case 'noRoom':
      return 'finds no room: remove a custom field or ask for a larger edition';
    case 'packageDrift':
      return `differs from the installed package (${wanted}): upgrade the package`;
  }
}
