/** From what is there to what is wanted: only adds, never deletes, never narrows. */
import type {
  Found,
  FoundField,
  FoundObject,
  ProvisionConflict,
  ProvisionPlan,
  ProvisionStep,
  Wanted,
  WantedField,
  WantedObject,
} from './plan.ts';

/** Pure: the steps that bring what was found to what is wanted, and what a person must settle first. */
export function planProvision(wanted: Wanted, found: Found): ProvisionPlan {
  const steps: ProvisionStep[] = [];
  const conflicts: ProvisionConflict[] = [];
  const leftOut: { object: string; field: string }[] = [];
  const fitting = whatFits(wanted, found);
  for (const object of wanted) {
    const there = found.objects.find((candidate) => candidate.native === object.native);
    if (!there) {
      steps.push({ kind: 'createObject', object });
      continue;
    }
    const missing = object.fields.filter((field) => !fieldIn(there, field));
    for (const field of [...missing].sort(byNeed)) {
      if (fitting.has(field)) steps.push({ kind: 'createField', object, field });
      else if (field.room === 'ifRoom') leftOut.push({ object: object.native, field: field.native });
      else
        conflicts.push({
          code: 'noRoom',
          object: object.native,
          field: field.native,
          wanted: '1',
          found: '0',
        });
    }
    for (const field of object.fields) {
      const present = fieldIn(there, field);
      if (!present) continue;
      const conflict = conflictOf(object, field, present);
      if (conflict) conflicts.push(conflict);
      else steps.push(...widenings(object, field, present));
    }
  }
  if (found.packaged && steps.length > 0)
    return { steps: [], conflicts: [...conflicts, ...drift(steps)], leftOut };
  const closed = wanted.filter((object) => !isOpen(object, found));
  // A CRM that takes objects of ours keeps new ones closed to everyone until a permission set opens them.
  if (closed.length > 0 && wanted.some((object) => object.ours))
    steps.push({ kind: 'grant', objects: closed });
  return { steps, conflicts, leftOut };
}

/** The missing fields for which there is room: what must be there on any object comes before what may be left out. */
function whatFits(wanted: Wanted, found: Found): ReadonlySet<WantedField> {
  const room = new Room(found);
  const fitting = new Set<WantedField>();
  for (const need of ['always', 'ifRoom'] as const) {
    for (const object of wanted) {
      const there = found.objects.find((candidate) => candidate.native === object.native);
      for (const field of object.fields) {
        if (!there || field.room !== need || fieldIn(there, field)) continue;
        if (room.take(object.native)) fitting.add(field);
      }
    }
  }
  return fitting;
}

/** Counts down the fields that still fit; an object without a stated limit takes any number. */
class Room {
  #total: number;
  #byObject: Map<string, number>;
  constructor(found: Found) {
    this.#total = found.room?.total ?? Infinity;
    this.#byObject = new Map(Object.entries(found.room?.byObject ?? {}));
  }
  take(object: string): boolean {
    const left = Math.min(this.#total, this.#byObject.get(object) ?? Infinity);
    if (left <= 0) return false;
    this.#total -= 1;
    this.#byObject.set(object, (this.#byObject.get(object) ?? Infinity) - 1);
    return true;
  }
}

function byNeed(a: WantedField, b: WantedField): number {
  return Number(a.room === 'ifRoom') - Number(b.room === 'ifRoom');
}

function fieldIn(object: FoundObject, field: WantedField): FoundField | undefined {
  return object.fields.find((candidate) => candidate.native.toLowerCase() === field.native.toLowerCase());
}

function conflictOf(object: WantedObject, field: WantedField, present: FoundField): ProvisionConflict | null {
  const place = { object: object.native, field: field.native };
  if (present.type !== field.type && !(field.type === 'json' && present.type === 'longText')) {
    return { code: 'otherType', ...place, wanted: field.type, found: present.nativeType };
  }
  if (field.unique && present.unique === false) {
    return { code: 'notUnique', ...place, wanted: 'unique', found: 'not unique' };
  }
  return null;
}

function widenings(object: WantedObject, field: WantedField, present: FoundField): ProvisionStep[] {
  const steps: ProvisionStep[] = [];
  if (field.length !== undefined && present.length !== undefined && present.length < field.length) {
    steps.push({ kind: 'lengthen', object, field, from: present.length });
  }
  const options = (field.options ?? []).filter(
    (option) => present.options && !present.options.includes(option),
  );
  if (options.length > 0) steps.push({ kind: 'addOptions', object, field, options });
  return steps;
}

function isOpen(object: WantedObject, found: Found): boolean {
  const there = found.objects.find((candidate) => candidate.native === object.native);
  return (
    there !== undefined &&
    object.fields.every((field) => {
      const present = fieldIn(there, field);
      return present === undefined ? field.room === 'ifRoom' : present.readable && present.writable;
    })
  );
}

function drift(steps: readonly ProvisionStep[]): ProvisionConflict[] {
  return steps.flatMap((step) =>
    step.kind === 'grant'
      ? []
      : [
          {
            code: 'packageDrift' as const,
            object: step.object.native,
            ...('field' in step && { field: step.field.native }),
            wanted: step.kind,
            found: 'package',
          },
        ],
  );
}
