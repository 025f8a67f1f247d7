/** Which scopes the property routes ask for. */
import type { Collection } from './collection.ts';
import type { Call } from './route.ts';

export function readsDefinitions(call: Call): string[] {
  const { scope } = collectionOf(call).type;
  return [`${scope.replace('crm.objects', 'crm.schemas')}.read`, `${scope}.read`];
}

export function writesDefinitions(call: Call): string[] {
  return [`${collectionOf(call).type.scope.replace('crm.objects', 'crm.schemas')}.write`];
}

export function collectionOf(call: Call): Collection {
  return call.portal.collection(call.params.type);
}
