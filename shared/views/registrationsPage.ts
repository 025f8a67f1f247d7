/** The page of registrations: for who decides the queue and what stands; for everyone their own claims and a new one. */
import type { Form } from '../contract/field.ts';
import type { Block, CardView } from '../contract/view.ts';
import { frame } from './frame.ts';
import { msg, number } from './make.ts';
import { registrationBlocks, registrationForms } from './registration.ts';
import { refusalMessage } from './registration/refusals.ts';
import { delegateForm, reasonForm } from './registrations/forms.ts';
import { clearAction, queueBlock, queueForms } from './registrations/queue.ts';
import type { Inbox, RegistrationsState } from './registrations/state.ts';
import { endingTable, nextTable, ownTable, unsharedTable, withoutDealTable } from './registrations/tables.ts';

/** The first of those that could not be approved; the others still stand in the queue. */
const MOST_LEFT = 5;

export { customerInput, delegateInput, reasonInput, reshareInput } from './registrations/forms.ts';
export type {
  Inbox,
  LeftClaim,
  Listed,
  RegistrationsState,
  StandingClaim,
  WaitingClaim,
} from './registrations/state.ts';

export function registrationsPage(state: RegistrationsState): CardView {
  const { inbox, section, own } = state;
  return frame({
    card: 'registrations',
    record: null,
    title: msg('card.registrations'),
    fresh: state,
    empty: isEmpty(state),
    blocks: [...(inbox ? inboxBlocks(inbox, state) : []), ...registrationBlocks(section), ownTable(state)],
    forms: {
      ...registrationForms({ ...section, claims: [...section.claims, ...own.items, ...standingIn(inbox)] }),
      ...(inbox && inboxForms(inbox, state)),
    },
    actions: inbox ? clearAction(inbox) : [],
  });
}

function inboxBlocks(inbox: Inbox, state: RegistrationsState): (Block | null)[] {
  return [
    inbox.overdue > 0
      ? {
          kind: 'badges',
          badges: [{ label: msg('inbox.overdue'), value: number(inbox.overdue), tone: 'bad' }],
        }
      : null,
    ...leftNotices(state),
    queueBlock(inbox, state),
    nextTable(inbox, state),
    unsharedTable(inbox, state),
    withoutDealTable(inbox, state),
    endingTable(inbox, state),
  ];
}

function leftNotices({ left }: RegistrationsState): Block[] {
  return left.slice(0, MOST_LEFT).flatMap(({ customer, refusals }): Block[] => {
    const [first] = refusals;
    if (!first) return [];
    const title = msg('inbox.left', { customer });
    return [{ kind: 'notice', tone: 'warning', title, message: refusalMessage(first), actions: [] }];
  });
}

function inboxForms(inbox: Inbox, state: RegistrationsState): Record<string, Form> {
  const { reasons } = inbox;
  return {
    approve: reasonForm('approve', reasons),
    reject: reasonForm('reject', reasons),
    askInfo: reasonForm('askInfo', reasons),
    delegate: delegateForm(inbox),
    ...queueForms(inbox, state),
  };
}

function standingIn(inbox: Inbox | null) {
  const { withoutDeal, ending, unshared } = inbox ?? {};
  return [withoutDeal, ending, unshared].flatMap((listed) => listed?.items.map(({ shown }) => shown) ?? []);
}

function isEmpty({ inbox, section, own }: RegistrationsState): boolean {
  const lists = [section.claims, own.items, inbox?.waiting.items ?? [], standingIn(inbox)];
  return lists.every(({ length }) => length === 0);
}
