/** The two objects that HubSpot itself has and that we read and write; ours are rows inside them. */
import { type Naming, objectName } from '../../../shared/schema/naming.ts';
import type { ObjectName } from '../../../shared/schema/objects.ts';

export const NAMING: Naming = { dialect: 'hubspot' };

export type Parent = 'account' | 'deal';
export const PARENTS: readonly Parent[] = ['account', 'deal'];

/** HubSpot's own records that stand beside a company or deal, linked with it and holding no rows of ours. */
export type Beside = 'task';

const TYPE_IDS: Readonly<Record<Parent, string>> = { account: '0-2', deal: '0-3' };

export function typeOf(object: Parent | Beside): string {
  return objectName(NAMING, object);
}

export function typeIdOf(parent: Parent): string {
  return TYPE_IDS[parent];
}

export function isParent(object: ObjectName): object is Parent {
  return object === 'account' || object === 'deal';
}

export function isBeside(object: ObjectName): object is Beside {
  return object === 'task';
}
