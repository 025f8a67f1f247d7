/** List rows for the tests of the rules. */
import type { ListRow } from '../../shared/domain/list.ts';

export function listRow(of: Partial<ListRow>): ListRow {
  return {
    identity: 'rid1',
    fallbackIdentity: 'row1',
    id: null,
    name: 'Acme',
    website: null,
    email: null,
    phone: null,
    street: null,
    postcode: null,
    city: null,
    country: null,
    registrationNumber: null,
    segment: 'prospect',
    owner: null,
    ownerEmail: null,
    contact: null,
    ...of,
  };
}
