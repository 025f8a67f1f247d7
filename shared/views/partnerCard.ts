/** The partner card: who the partner is, what we have in common, where it takes part, and what is shared. */
import type { Block, CardView } from '../contract/view.ts';
import { SEGMENTS } from '../schema/objects.ts';
import { frame } from './frame.ts';
import { instant, list, money, limited, msg, NONE, number, orNone, text, word } from './make.ts';
import { overlapMatrix } from './partner/matrix.ts';
import type { PartnerCardState } from './partner/state.ts';
import { contactLinkForm, invitePartnerAction, linkBlocks } from './registration/links.ts';
import { levelWord } from './sharingWords.ts';

export type { PartnerCardState, PartnerList } from './partner/state.ts';

export function partnerCard(state: PartnerCardState): CardView {
  return frame({
    card: 'partner',
    record: { object: 'account', id: state.account },
    title: msg('card.partner'),
    fresh: state,
    empty: state.partner === null,
    blocks:
      state.partner === null
        ? [{ kind: 'notice', tone: 'info', message: msg('partner.none'), actions: [] }]
        : [
            identity(state),
            overlapMatrix(state),
            ...dealsByRole(state),
            listsTable(state),
            policyTable(state),
            ...inviting(state),
          ],
    forms: state.partner !== null && state.links !== null ? { makeLink: contactLinkForm(true) } : {},
  });
}

/** What the partner's contacts may hand in by themselves. */
function inviting({ links }: PartnerCardState): Block[] {
  if (links === null) return [];
  const invite: Block = { kind: 'actions', title: msg('link.title'), actions: [invitePartnerAction()] };
  return [invite, ...linkBlocks(links)];
}

function identity({ partner, status, manager }: PartnerCardState): Block {
  return {
    kind: 'facts',
    facts: [
      { label: msg('partner.type'), value: partner?.type ? word(`partnerType.${partner.type}`) : NONE },
      { label: msg('partner.tier'), value: orNone(partner?.tier, text) },
      { label: msg('partner.status'), value: status === null ? NONE : word(`partnerStatus.${status}`) },
      { label: msg('partner.manager'), value: orNone(manager, text) },
    ],
  };
}

function dealsByRole({ dealsByRole: roles }: PartnerCardState): Block[] {
  const named = roles.map(({ role, deals, amount }) => ({ role: word(`role.${role}`), deals, amount }));
  return [
    {
      kind: 'chart',
      title: msg('partner.deals'),
      shape: 'bar',
      points: named.map(({ role, deals }) => ({ label: role, value: number(deals) })),
      empty: msg('partner.deals.empty'),
    },
    {
      kind: 'facts',
      title: msg('partner.amounts'),
      facts: roles.map(({ role, amount }) => ({ label: msg(`role.${role}`), value: orNone(amount, money) })),
    },
  ];
}

function listsTable({ lists }: PartnerCardState): Block {
  const { shown, more } = limited(lists, 50);
  return {
    kind: 'table',
    title: msg('lists.title'),
    columns: [
      { key: 'name', label: msg('lists.name'), align: 'start' },
      { key: 'rows', label: msg('lists.rows'), align: 'end' },
      { key: 'at', label: msg('lists.at'), align: 'start' },
    ],
    rows: shown.map(({ key, name, rows, importedAt }) => ({
      id: key,
      cells: { name: text(name), rows: number(rows), at: instant(importedAt) },
      actions: [],
    })),
    actions: [],
    empty: msg('lists.empty'),
    ...more,
  };
}

/** What each side lets the other see, by the partner's segment. */
function policyTable({ terms }: PartnerCardState): Block {
  return {
    kind: 'table',
    title: msg('policy.title'),
    columns: [
      { key: 'segment', label: msg('policy.segment'), align: 'start' },
      { key: 'theirs', label: msg('policy.theirs'), align: 'start' },
      { key: 'ours', label: msg('policy.ours'), align: 'start' },
    ],
    rows: SEGMENTS.map((segment) => ({
      id: segment,
      cells: {
        segment: word(`segment.${segment}`),
        theirs: list(levelWord(terms[segment].theirs)),
        ours: list(levelWord(terms[segment].ours)),
      },
      actions: [],
    })),
    actions: [],
    empty: msg('policy.none'),
  };
}
