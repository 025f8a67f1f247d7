/** Claims in tables: those that come up next, those that stand approved and ask for something, the viewer's own. */
import type { Message, Value } from '../../contract/value.ts';
import type { Block, BlockOf } from '../../contract/view.ts';
import { type Registration, standingParticipants } from '../../domain/registration.ts';
import { account, action, date, deal, instant, list, msg, NONE, orNone, text, word } from '../make.ts';
import { standingActions } from '../registration/standing.ts';
import { partnerIn, type ShownClaim } from '../registration/state.ts';
import { reshareAction } from './queue.ts';
import type { Inbox, Listed, RegistrationsState, StandingClaim } from './state.ts';

type Table = BlockOf<'table'>;
const MOST_ACTIONS = 6;

/** Null: all that wait stand above. */
export function nextTable({ next, waiting }: Inbox, state: RegistrationsState): Block | null {
  if (next.length === 0) return null;
  return table('inbox.next', ['customer', 'partners', 'verdict', 'due'], {
    rows: next.map((claim) => ({
      id: claim.key,
      cells: {
        customer: named(claim),
        partners: partnersOf(claim, state),
        verdict: orNone(claim.submission, ({ outcome }) => word(`inbox.verdict.${outcome}`)),
        due: orNone(claim.clock?.dueAt, instant),
      },
      actions: [],
    })),
    more: waiting.more - next.length,
  });
}

/** Null: every claim that stands has its deal. */
export function withoutDealTable(inbox: Inbox, state: RegistrationsState): Block | null {
  const { items, more } = inbox.withoutDeal;
  if (items.length === 0) return null;
  return table('inbox.withoutDeal', ['customer', 'partners', 'refused'], {
    rows: items.map(({ shown, refused }) => ({
      id: shown.claim.key,
      cells: {
        customer: customerOf(shown),
        partners: partnersOf(shown.claim, state),
        refused: orNone(refused, saidBy),
      },
      ...(refused && { tone: 'bad' as const }),
      actions: [
        action('createDeal', msg(refused ? 'inbox.createDeal.again' : 'inbox.createDeal'), {
          targets: [shown.claim.key],
          look: 'primary',
          disabled: inbox.createsDeals ? null : msg('inbox.createDeal.unset'),
        }),
        ...standingActions(shown, state.section),
      ].slice(0, MOST_ACTIONS),
    })),
    more,
  });
}

/** Null: the shares of every claim that stands make up the whole. */
export function unsharedTable({ unshared }: Inbox, state: RegistrationsState): Block | null {
  if (unshared.items.length === 0) return null;
  return table('inbox.unshared', ['customer', 'partners', 'left'], {
    rows: unshared.items.map(({ shown }) => ({
      id: shown.claim.key,
      cells: {
        customer: customerOf(shown),
        partners: partnersOf(shown.claim, state),
        left: leftOf(shown),
      },
      actions: [
        ...(standingParticipants(shown.claim).length > 0 ? [reshareAction(shown.claim)] : []),
        ...standingActions(shown, state.section),
      ].slice(0, MOST_ACTIONS),
    })),
    more: unshared.more,
  });
}

/** Null: nothing ends soon. */
export function endingTable({ ending }: Inbox, state: RegistrationsState): Block | null {
  if (ending.items.length === 0) return null;
  return table('inbox.ending', ['customer', 'partners', 'deal', 'left'], {
    rows: ending.items.map(({ shown }) => ({
      id: shown.claim.key,
      cells: {
        customer: customerOf(shown),
        partners: partnersOf(shown.claim, state),
        deal: orNone(shown.deal, deal),
        left: leftOf(shown),
      },
      actions: standingActions(shown, state.section).slice(0, MOST_ACTIONS),
    })),
    more: ending.more,
  });
}

/** Null: the viewer has no others. */
export function ownTable({ own, section, ...state }: RegistrationsState): Block | null {
  if (own.items.length === 0) return null;
  return table('registrations.own', ['customer', 'partners', 'state', 'due', 'left'], {
    rows: own.items.map((shown) => ({
      id: shown.claim.key,
      cells: {
        customer: customerOf(shown),
        partners: partnersOf(shown.claim, state),
        state: word(`registration.${shown.claim.state}`),
        due: orNone(shown.due, date),
        left: leftOf(shown),
      },
      actions: standingActions(shown, section).slice(0, MOST_ACTIONS),
    })),
    more: own.more,
  });
}

const LABELS = {
  customer: msg('claim.customer'),
  partners: msg('inbox.partners'),
  verdict: msg('inbox.verdict'),
  due: msg('claim.due'),
  refused: msg('inbox.refused'),
  deal: msg('openDeals.deal'),
  left: msg('claim.protectedUntil'),
  state: msg('claim.state'),
} as const satisfies Record<string, Message>;

function table(
  title: 'inbox.next' | 'inbox.unshared' | 'inbox.withoutDeal' | 'inbox.ending' | 'registrations.own',
  columns: readonly (keyof typeof LABELS)[],
  { rows, more }: Pick<Table, 'rows'> & Pick<Listed<unknown>, 'more'>,
): Block {
  return {
    kind: 'table',
    title: msg(title, { count: rows.length + more }),
    columns: columns.map((key) => ({ key, label: LABELS[key], align: 'start' })),
    rows,
    actions: [],
    empty: msg('registrations.none'),
    ...(more > 0 && { more: msg('rows.more', { count: more }) }),
  };
}

function customerOf({ claim, account: known }: ShownClaim): Value {
  return known ? account(known) : named(claim);
}

function named({ customer }: Registration): Value {
  return text(customer.name.slice(0, 255));
}

function partnersOf(claim: Registration, { partners }: Pick<RegistrationsState, 'partners'>): Value {
  const names = standingParticipants(claim).map(({ partner }) => text(partnerIn({ partners }, partner).name));
  return names.length === 0 ? NONE : list(names);
}

function leftOf({ claim: { protection }, daysLeft }: ShownClaim): Value {
  if (protection === null || daysLeft === null) return NONE;
  const left = daysLeft > 0 ? word('claim.daysLeft', { days: daysLeft }) : word('claim.lastDay');
  return list([date(protection.until), left]);
}

function saidBy({ field, reason }: NonNullable<StandingClaim['refused']>): Value {
  return text((field === null ? reason : `${field}: ${reason}`).slice(0, 1_000));
}
