/** The partners of a claim: what each asks for, whether it agrees, what stands against it, and what can be done. */
import type { Action } from '../../contract/action.ts';
import type { Message, Term } from '../../contract/value.ts';
import type { Block, BlockOf } from '../../contract/view.ts';
import type { Line } from '../../domain/conflict.ts';
import { type Consent, isWaiting, type Participant, type Registration } from '../../domain/registration.ts';
import { isWebLink } from '../../domain/team.ts';
import { account, action, deal, list, msg, orNone, percent, text, word } from '../make.ts';
import { askConsentAction, asksConsent } from './links.ts';
import { lineMessage, participantAt, refusalMessage } from './refusals.ts';
import { partValues } from './partForm.ts';
import { isOpenToEdits, partnerIn, type RegistrationSection, type ShownClaim } from './state.ts';

type Item = BlockOf<'suggestions'>['items'][number];
const CONSENT_TONE = { pending: 'neutral', accepted: 'good', declined: 'bad' } as const satisfies Record<
  Consent,
  string
>;
const MOST_REASONS = 20;
/** Characters of a contribution; so many partners may have one that the card would grow too large. */
const SHOWN = 300;

export function participantsBlock(shown: ShownClaim, section: RegistrationSection): Block {
  const { claim, judged } = shown;
  const items = claim.participants.map((one, at) => itemOf(one, at, shown, section));
  const whole = wholeItem(shown);
  return {
    kind: 'suggestions',
    title: msg(judged ? 'claim.partners.draft' : 'claim.partners'),
    items: whole ? [...items, whole] : items,
    empty: msg('claim.partners.none'),
  };
}

function itemOf(one: Participant, at: number, shown: ShownClaim, section: RegistrationSection): Item {
  const { key, partner, roles, share, contribution, evidence, consent } = one;
  const said: Item['facts'] = [
    {
      label: msg('part.roles'),
      value: orNone(roles.length > 0 ? roles : null, (all) => list(all.map((role) => word(`role.${role}`)))),
    },
  ];
  if (contribution !== null) said.push({ label: msg('part.note'), value: text(shortened(contribution)) });
  if (evidence !== null && isWebLink(evidence)) {
    said.push({ label: msg('claim.evidence'), value: { kind: 'link', url: evidence } });
  }
  const missing = (shown.judged?.refusals ?? []).filter((refusal) => participantAt(refusal) === at);
  const lines = (shown.judged?.told.lines ?? []).filter((line) => line.partner === partner);
  const related = relatedTo(lines, shown);
  return {
    id: key,
    name: account(partnerIn(section, partner)),
    badges: [
      { label: msg('part.share'), value: orNone(share, percent), tone: 'neutral' },
      { label: msg('claim.consent'), value: word(`consent.${consent}`), tone: CONSENT_TONE[consent] },
    ],
    facts: [...said, ...related.map(relatedFact)],
    reasons: reasonsOf([...missing.map(refusalMessage), ...lines.map(lineMessage)]),
    actions: [
      ...related.slice(0, 1).flatMap((other) => linkHere(other, shown)),
      ...(isOpenToEdits(shown) ? editActions(one, shown, section) : []),
      ...(shown.links && asksConsent(shown) ? askConsentAction(shown.claim.key, one) : []),
    ],
  };
}

/** What is about no partner alone; null: nothing is. */
function wholeItem(shown: ShownClaim): Item | null {
  const { claim, judged } = shown;
  if (!judged) return null;
  const missing = judged.refusals.filter((refusal) => participantAt(refusal) === null);
  const lines = judged.told.lines.filter(
    ({ partner }) => !claim.participants.some((one) => one.partner === partner),
  );
  if (missing.length + lines.length === 0) return null;
  return {
    id: `${claim.key}.whole`,
    name: word('claim.whole'),
    badges: [],
    facts: relatedTo(lines, shown).map(relatedFact),
    reasons: reasonsOf([...missing.map(refusalMessage), ...lines.map(lineMessage)]),
    actions: [],
  };
}

/** The viewer's own claims that lines are about. */
function relatedTo(lines: readonly Line[], { judged }: ShownClaim): readonly Registration[] {
  const keys = new Set(lines.flatMap(({ registration }) => registration ?? []));
  return (judged?.related ?? []).filter(({ key }) => keys.has(key));
}

function relatedFact({ state, deal: id, customer }: Registration): Item['facts'][number] {
  const stands: Term = word(`registration.${state}`);
  const at = id === null ? text(customer.name) : deal({ id, name: customer.name });
  return { label: msg('claim.existing'), value: list([at, stands]) };
}

/** One that stands without a deal belongs on this one, in place of the draft. */
function linkHere(other: Registration, { claim: { deal: here } }: ShownClaim): Action[] {
  const stands = isWaiting(other) || other.state === 'approved';
  if (here === null || other.deal !== null || !stands) return [];
  return [action('linkDeal', msg('claim.link.here'), { targets: [other.key, here], look: 'primary' })];
}

/** The form holds the whole of it. */
function shortened(words: string): string {
  return words.length > SHOWN ? `${words.slice(0, SHOWN - 1)}…` : words;
}

function reasonsOf(messages: readonly Message[]): Item['reasons'] {
  return messages.slice(0, MOST_REASONS).map((message) => ({ message, weight: null }));
}

function editActions(one: Participant, { claim }: ShownClaim, section: RegistrationSection): Action[] {
  const targets = [claim.key, one.partner];
  const { name } = partnerIn(section, one.partner);
  return [
    action('changeParticipant', msg('action.change'), {
      targets,
      form: { name: 'changeParticipant', values: partValues(one) },
    }),
    action('removeParticipant', msg('claim.part.remove'), {
      targets,
      look: 'danger',
      confirm: msg('claim.part.remove.confirm', { partner: name }),
    }),
  ];
}
