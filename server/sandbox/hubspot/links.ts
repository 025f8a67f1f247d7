/** Associations between records: both directions, vendor-defined types and the portal's own labels. */
export interface LinkType {
  category: 'HUBSPOT_DEFINED' | 'USER_DEFINED';
  typeId: number;
  label: string | null;
  /** Object types by plural name. */
  from: string;
  to: string;
  /** The type that the other side gets. */
  inverseTypeId: number;
  name?: string;
}

/** `from to typeId inverseTypeId label` */
const STANDARD = [
  'contacts companies 279 280',
  'contacts companies 1 2 Primary',
  'deals companies 341 342',
  'deals companies 5 6 Primary',
  'tickets companies 339 340',
  'tickets companies 26 25 Primary',
  'deals contacts 3 4',
  'tickets contacts 16 15',
  'tickets deals 28 27',
  'tasks companies 192 191',
  'tasks contacts 204 203',
  'tasks deals 216 215',
  'companies companies 450 450',
  'companies companies 13 14 Child_Company',
];

export function standardLinkTypes(): LinkType[] {
  return STANDARD.flatMap((line) => {
    const [from = '', to = '', type, inverse, text] = line.split(' ');
    const label = text?.replace('_', ' ') ?? null;
    const [typeId, inverseTypeId] = [Number(type), Number(inverse)];
    const category = 'HUBSPOT_DEFINED' as const;
    const forth = { category, typeId, inverseTypeId, label, from, to };
    if (typeId === inverseTypeId) return [forth];
    const backLabel = typeId === 13 ? 'Parent Company' : label;
    return [
      forth,
      { category, typeId: inverseTypeId, inverseTypeId: typeId, label: backLabel, from: to, to: from },
    ];
  });
}

/** Parent and child companies: the only standard types that do not imply the plain one. */
const FAMILY = new Set([13, 14]);

/** Labels of a portal's own are numbered from here. */
const FIRST_OWN_TYPE = 1_000;

/** Links of one record to records of one other type: target id → type ids. */
type Targets = Map<string, Set<number>>;

export class Links {
  readonly types: LinkType[] = standardLinkTypes();
  readonly #targets = new Map<string, Targets>();

  typesBetween(from: string, to: string): LinkType[] {
    return this.types.filter((type) => type.from === from && type.to === to);
  }

  /** The unlabelled type of a pair, which every edition has. */
  plainType(from: string, to: string): LinkType | undefined {
    return this.typesBetween(from, to).find(
      ({ label, category }) => label === null && category === 'HUBSPOT_DEFINED',
    );
  }

  primaryType(from: string, to: string): LinkType | undefined {
    return this.typesBetween(from, to).find(({ label }) => label === 'Primary');
  }

  add(type: LinkType, fromId: string, toId: string): void {
    if (type.label === 'Primary') this.#dropPrimary(type, fromId, toId);
    this.#join(type, fromId, toId);
    const plain = this.plainType(type.from, type.to);
    if (plain && !FAMILY.has(type.typeId)) this.#join(plain, fromId, toId);
  }

  /** Removes one type of link, or every link between the two records. */
  remove(from: string, fromId: string, to: string, toId: string, type?: LinkType): void {
    this.#cut(from, fromId, to, toId, type?.typeId);
    this.#cut(to, toId, from, fromId, type?.inverseTypeId);
  }

  of(from: string, fromId: string, to: string): ReadonlyMap<string, ReadonlySet<number>> {
    return this.#targets.get(key(from, fromId, to)) ?? new Map<string, Set<number>>();
  }

  /** Hands all links of one record to another: what a merge does. */
  move(type: string, oldId: string, newId: string, typeNames: string[]): void {
    for (const other of typeNames) {
      for (const [otherId, typeIds] of [...this.of(type, oldId, other)]) {
        const kinds = this.typesBetween(type, other).filter(({ typeId }) => typeIds.has(typeId));
        this.remove(type, oldId, other, otherId);
        if (other === type && otherId === newId) continue;
        for (const kind of kinds) this.add(kind, newId, otherId);
      }
    }
  }

  /** A record has one primary company; seen from the company, each of its records may call it primary. */
  #dropPrimary(type: LinkType, fromId: string, toId: string): void {
    const isFromCompany = type.from === 'companies';
    const holder = isFromCompany ? toId : fromId;
    const [from, to] = isFromCompany ? [type.to, type.from] : [type.from, type.to];
    const primary = this.primaryType(from, to);
    if (!primary) return;
    for (const other of [...this.of(from, holder, to).keys()]) this.remove(from, holder, to, other, primary);
  }

  #join(type: LinkType, fromId: string, toId: string): void {
    this.#set(type.from, fromId, type.to, toId).add(type.typeId);
    this.#set(type.to, toId, type.from, fromId).add(type.inverseTypeId);
  }

  nextOwnTypeId(): number {
    return Math.max(FIRST_OWN_TYPE, ...this.types.map(({ typeId }) => typeId)) + 1;
  }

  /** Deletes a label and its inverse; links keep their other types. */
  removeType(gone: LinkType): void {
    const ids = new Set([gone.typeId, gone.inverseTypeId]);
    for (const targets of this.#targets.values()) {
      for (const types of targets.values()) for (const id of ids) types.delete(id);
    }
    const kept = this.types.filter(
      ({ typeId, category }) => category === 'HUBSPOT_DEFINED' || !ids.has(typeId),
    );
    this.types.splice(0, this.types.length, ...kept);
  }

  #set(from: string, fromId: string, to: string, toId: string): Set<number> {
    const place = key(from, fromId, to);
    const targets = this.#targets.get(place) ?? new Map<string, Set<number>>();
    this.#targets.set(place, targets);
    const types = targets.get(toId) ?? new Set<number>();
    targets.set(toId, types);
    return types;
  }

  #cut(from: string, fromId: string, to: string, toId: string, typeId: number | undefined): void {
    const targets = this.#targets.get(key(from, fromId, to));
    const types = targets?.get(toId);
    if (!targets || !types) return;
    if (typeId !== undefined) types.delete(typeId);
    if (typeId === undefined || types.size === 0) targets.delete(toId);
  }
}

function key(from: string, fromId: string, to: string): string {
  return `${from}:${fromId}:${to}`;
}
