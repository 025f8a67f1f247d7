/** Users of the portal, the owners that stand for them on records, and their teams. */
export interface Person {
  ownerId: string;
  userId: number;
  email: string;
  firstName: string;
  lastName: string;
  active: boolean;
  superAdmin: boolean;
  teamIds: string[];
}

export interface Team {
  id: string;
  name: string;
}

export type RecordAction = 'VIEW' | 'EDIT' | 'COMMUNICATE';

/** A rule about one record: these users only, in place of everyone active. */
export interface Restriction {
  view: number[];
  edit: number[];
}

export class People {
  readonly list: Person[] = [];
  readonly teams: Team[] = [];
  /** By `objectTypeId:recordId`; records without one are open to every active user. */
  readonly restrictions = new Map<string, Restriction>();

  add(person: Partial<Person> & Pick<Person, 'email' | 'firstName' | 'lastName'>): Person {
    const count = this.list.length + 1;
    const added: Person = {
      ownerId: String(70_100_000 + count * 7),
      userId: 8_200_000 + count * 11,
      active: true,
      superAdmin: false,
      teamIds: [],
      ...person,
    };
    this.list.push(added);
    return added;
  }

  owner(ownerId: string): Person | undefined {
    return this.list.find((person) => person.ownerId === ownerId);
  }

  user(userId: number): Person | undefined {
    return this.list.find((person) => person.userId === userId);
  }

  activeOwnerIds(): string[] {
    return this.list.filter(({ active }) => active).map(({ ownerId }) => ownerId);
  }

  /** User ids that may do this with the record. Super admins always may. */
  permitted(action: RecordAction, objectTypeId: string, recordId: string): number[] {
    const rule = this.restrictions.get(`${objectTypeId}:${recordId}`);
    return this.list
      .filter(({ active }) => active)
      .filter(({ userId, superAdmin }) => {
        if (!rule || superAdmin) return true;
        return (action === 'VIEW' ? [...rule.view, ...rule.edit] : rule.edit).includes(userId);
      })
      .map(({ userId }) => userId);
  }
}
