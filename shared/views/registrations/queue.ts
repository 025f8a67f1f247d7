/** The claims that wait for a decision, each beside what stands against it, in the order in which they are due. */
import type { Action } from '../../contract/action.ts';
import type { Form } from '../../contract/field.ts';
import type { Message } from '../../contract/value.ts';
import type { Block } from '../../contract/view.ts';
import { type Registration, standingParticipants } from '../../domain/registration.ts';
import { shareRefusals } from '../../domain/registration/submission.ts';
import { account, action, msg, text } from '../make.ts';
import { lineMessage } from '../registration/refusals.ts';
import type { Named } from '../state.ts';
import { badgesOf, rowsOf } from './compared.ts';
import { customerForm, reshareForm } from './forms.ts';
import type { Inbox, RegistrationsState, WaitingClaim } from './state.ts';

const MOST_REASONS = 10;

export function queueBlock({ waiting, next }: Inbox, state: RegistrationsState): Block {
  const count = waiting.items.length + waiting.more;
  const beyond = waiting.more - next.length;
  return {
    kind: 'pairs',
    title: msg('inbox.title', { count }),
    sides: { ours: msg('inbox.claim'), theirs: msg('inbox.against') },
    items: waiting.items.map((one, at) => ({
      id: one.claim.key,
      name: isKnown(one) ? account(one.account) : text(one.claim.customer.name.slice(0, 255)),
      badges: badgesOf(one, state),
      rows: rowsOf(one, state),
      reasons: one.told.lines
        .slice(0, MOST_REASONS)
        .map((line) => ({ message: lineMessage(line), weight: null })),
      actions: actionsOf(one, at),
    })),
    bulk: [action('approveClaims', msg('inbox.approve'), { look: 'primary', form: { name: 'approve' } })],
    empty: msg('inbox.empty'),
    ...(next.length === 0 && beyond > 0 && { more: msg('rows.more', { count: beyond }) }),
  };
}

/** What nothing stands against is approved at one blow. */
export function clearAction({ waiting }: Inbox): Action[] {
  const clear = waiting.items.filter(isClear).map(({ claim }) => claim.key);
  const count = clear.length;
  if (count === 0) return [];
  return [
    action('approveClaims', msg('inbox.approveClear', { count }), {
      look: 'primary',
      targets: clear,
      confirm: msg('inbox.approveClear.confirm', { count }),
    }),
  ];
}

/** The forms that only one claim has. */
export function queueForms(
  { waiting, unshared }: Inbox,
  { partners }: RegistrationsState,
): Record<string, Form> {
  const claims = [
    ...waiting.items.map(({ claim }) => claim),
    ...unshared.items.map(({ shown }) => shown.claim),
  ];
  return Object.fromEntries([
    ...waiting.items.flatMap(({ claim, candidates }, at) =>
      candidates.length > 0 ? [[`customer${at}`, customerForm(claim, candidates)] as const] : [],
    ),
    ...claims.filter(mayDivide).map((claim) => [reshareName(claim), reshareForm(claim, partners)] as const),
  ]);
}

/** One that is only likely goes by what was typed. */
function isKnown(one: WaitingClaim): one is WaitingClaim & { account: Named } {
  return one.account !== null && one.candidates.length === 0;
}

function isClear({ claim, told, candidates, decidedBefore }: WaitingClaim): boolean {
  const isPlain = told.outcome === 'clear' && claim.state !== 'appealed';
  return isPlain && candidates.length === 0 && !needsShares(claim) && !decidedBefore;
}

function needsShares(claim: Registration): boolean {
  return shareRefusals(claim).length > 0;
}

/** A partner that joined has no share yet; it may stay so. */
function mayDivide(claim: Registration): boolean {
  return needsShares(claim) || standingParticipants(claim).some(({ share }) => share === 0);
}

export function reshareAction(claim: Registration): Action {
  return action('reshareClaim', msg('inbox.reshare'), {
    targets: [claim.key],
    form: { name: reshareName(claim) },
  });
}

/** Each claim has its own partners. */
function reshareName({ key }: Registration): string {
  return `reshare${key.replaceAll(/\W/g, '').slice(0, 30)}`;
}

/** What has to be settled before it can be approved comes first. */
function actionsOf(waiting: WaitingClaim, at: number): Action[] {
  const { claim, candidates, decidedBefore } = waiting;
  const targets = [claim.key];
  const disabled = decidedBefore ? msg('registration.appeal.sameDecider') : null;
  const form = (name: string) => ({ targets, form: { name } });
  const decide: Action[] = [
    isClear(waiting)
      ? action('approveClaims', msg('inbox.approve'), { targets, look: 'primary' })
      : action('approveClaims', msg('inbox.approve'), {
          ...form('approve'),
          look: 'primary',
          disabled: disabled ?? unsettled(waiting),
        }),
    action('rejectClaim', msg('inbox.reject'), { ...form('reject'), look: 'danger', disabled }),
  ];
  return [
    ...(candidates.length > 0 ? [action('settleCustomer', msg('inbox.settle'), form(`customer${at}`))] : []),
    ...(mayDivide(claim) ? [reshareAction(claim)] : []),
    ...decide,
    ...(claim.state === 'submitted' || claim.state === 'inReview'
      ? [action('askInfo', msg('inbox.askInfo'), form('askInfo'))]
      : []),
    action('delegateClaim', msg('inbox.delegate'), form('delegate')),
  ];
}

function unsettled({ claim, candidates }: WaitingClaim): Message | null {
  if (candidates.length > 0) return msg('registration.approve.customer');
  return needsShares(claim) ? msg('inbox.reshare.first') : null;
}
