/** Tests every link between us and one account, both ways, and says which of them does not hold. */
import type { RegistrationPolicy } from '../../shared/domain/registration.ts';
import type { Described } from '../ports.ts';
import { installations, programs, sightings, type Installation } from './collections.ts';
import type { Context } from './context.ts';
import {
  accountCheck,
  allowanceCheck,
  attempt,
  callbackCheck,
  certificateCheck,
  clockCheck,
  fieldsCheck,
  newDealCheck,
  permissionCheck,
  pollingCheck,
  scopesCheck,
  webhookCheck,
  type LinkCheck,
} from './linkChecks.ts';
import type { AdminSide } from './prepareAccount.ts';
import { lastStarts } from './starts.ts';

/** What the composition root knows how to find out. */
export interface Evidence {
  /** Opens the connection with its kept credential. */
  open(): Promise<Context & { close(): Promise<void> }>;
  accountId: string;
  publicUrl: string | null;
  checkStore(): Promise<void>;
  /** Opens what is sealed for this connection. */
  openSealed(): Promise<unknown>;
  /** The vendor's clock, UTC milliseconds, from an answer that costs nothing. */
  vendorTime(): Promise<number>;
  /** Scopes that we need and do not have; absent where it cannot be asked. */
  lackingScopes?(): Promise<string[]>;
  /** The account sends us hints when something changes. */
  hints: boolean;
  /** The account signs its calls to us with a certificate of its own, and is told where we are. */
  signs: boolean;
  /** With an administrator's session more can be seen. */
  admin?: AdminSide;
}

/** All checks, in the order in which a person would mend what is wrong. */
export async function examine(
  { store, connection, clock }: Pick<Context, 'store' | 'connection' | 'clock'>,
  evidence: Evidence,
): Promise<LinkCheck[]> {
  const now = clock.now();
  const storeCheck = await attempt('store', async () => {
    await evidence.checkStore();
    return 'takes durable writes';
  });
  const keyCheck = await attempt('key', async () => {
    await evidence.openSealed();
    return 'opens what is sealed';
  });
  const installed = await store.get(installations, connection);
  const outside = await outsideChecks(evidence, now);
  const newDeal = (await store.get(programs, connection))?.rules.registration.newDeal ?? null;
  const inside = await insideChecks(evidence, installed, newDeal);
  const { changes } = await lastStarts(store, connection);
  return [
    storeCheck,
    keyCheck,
    ...outside,
    ...inside,
    ...(evidence.lackingScopes ? [await scopesCheck(evidence.lackingScopes)] : []),
    pollingCheck(changes, now),
    ...(evidence.hints ? [webhookCheck(await store.get(sightings, connection))] : []),
    ...(evidence.signs
      ? [
          await certificateCheck(installed?.certificate ?? null, evidence.admin, now),
          await callbackCheck(evidence.admin, evidence.publicUrl),
        ]
      : []),
    { name: 'callout', state: 'unknown', detail: 'only a card on a record page can prove it' },
  ];
}

/** What can be seen without signing in. */
async function outsideChecks(evidence: Evidence, now: number): Promise<LinkCheck[]> {
  const times: number[] = [];
  const reach = await attempt('reach', async () => {
    times.push(await evidence.vendorTime());
    return 'answers';
  });
  return [reach, ...times.map((time) => clockCheck(time, now))];
}

/** What only an open connection can show. */
async function insideChecks(
  evidence: Evidence,
  installed: Installation | undefined,
  newDeal: RegistrationPolicy['newDeal'],
): Promise<LinkCheck[]> {
  const seen: { described: Described; role: string | null }[] = [];
  const user = installed?.integrationUser;
  const token = await attempt('token', async () => {
    const context = await evidence.open();
    try {
      const described = await context.crm.describe();
      seen.push({ described, role: user ? await context.crm.roleOf(user.id) : null });
      return 'works';
    } finally {
      await context.close();
    }
  });
  return [
    token,
    ...seen.flatMap(({ described, role }) => [
      accountCheck(described, evidence.accountId),
      ...(user ? [permissionCheck(user.name, role)] : []),
      fieldsCheck(described),
      ...(newDeal ? [newDealCheck(described, newDeal)] : []),
      allowanceCheck(described),
    ]),
  ];
}
