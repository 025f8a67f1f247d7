/** Drafts of claims, made on the page of registrations as reps make them. */
import { randomUUID } from 'node:crypto';
import type { CrmName } from '../../server/demo/customer.ts';
import { operationId } from '../../server/use/operations.ts';
import type { CardAnswer } from '../../shared/contract/answer.ts';
import type { InputValues } from '../../shared/contract/field.ts';
import type { DealRole } from '../../shared/domain/team.ts';
import { keyOf } from '../../shared/domain/key.ts';
import { act, inLanes } from './asking.ts';
import type { Claimant, Stand } from './stand.ts';
import { type TypedCustomer, variantsOf } from './variants.ts';

export interface Draft {
  claimant: Claimant;
  /** Of the registration. */
  key: string;
}

/** As many as reps type at once. */
const LANES = 16;
const PRODUCT = 'Edge';

/** One of each claimant, for the same customer as each of them types it. */
export function draftsOf(stand: Stand, crm: CrmName, number: number, role: DealRole): Promise<Draft[]> {
  const variants = variantsOf(number);
  return inLanes(stand.claimants, LANES, async (claimant, at): Promise<Draft> => {
    const customer = variants[at % variants.length];
    if (!customer) throw new RangeError('no variant of the customer');
    return draftOf(stand, crm, claimant, at, customer, role);
  });
}

async function draftOf(
  stand: Stand,
  crm: CrmName,
  claimant: Claimant,
  at: number,
  customer: TypedCustomer,
  role: DealRole,
): Promise<Draft> {
  const operationKey = randomUUID();
  const { connection } = stand.contexts[crm];
  const user = claimant.user[crm];
  const key = keyOf(
    'reg',
    operationId({ connection }, { user, action: 'registerDeal', key: operationKey, record: null, hash: '' }),
  );
  const done = async (action: string, targets: readonly string[], values: InputValues, operation: string) => {
    const { answer } = await act(
      stand,
      crm,
      claimant,
      { action, targets, values, operationKey: operation },
      at,
    );
    if (!answer.ok) throw new Error(`${action} was refused: ${words(answer)}`);
  };
  await done(
    'registerDeal',
    [],
    {
      customerName: text(customer.name),
      customerWebsite: text(customer.website),
      customerCountry: customer.country === null ? null : text(customer.country),
      products: text(PRODUCT),
    },
    operationKey,
  );
  const partner = { kind: 'record', object: 'account', id: claimant.partner[crm] } as const;
  await done(
    'addParticipant',
    [key],
    {
      partner,
      roles: { kind: 'multiSelect', options: [role] },
      share: { kind: 'percent', basisPoints: 10_000 },
      contribution: text('Found them.'),
    },
    randomUUID(),
  );
  return { claimant, key };
}

function text(of: string) {
  return { kind: 'text', text: of } as const;
}

function words(answer: CardAnswer): string {
  return JSON.stringify(answer).slice(0, 500);
}
