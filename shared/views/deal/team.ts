/** The partner team of a deal as a table to work in, and what nobody covers. */
import type { Action } from '../../contract/action.ts';
import type { Message } from '../../contract/value.ts';
import type { Block, BlockOf } from '../../contract/view.ts';
import { coverageOf, stagesOf, stands, unallocated, type Part } from '../../domain/team.ts';
import { account, action, limited, list, msg, NONE, orNone, percent, text, word } from '../make.ts';
import { partnerOf, type DealCardState } from './state.ts';
import { valuesOf } from './partForm.ts';

/** Why the viewer cannot edit the team; null if nothing forbids it. */
export function editRefusal({ mayEdit, locked }: DealCardState): Message | null {
  if (locked) return msg('team.locked');
  return mayEdit ? null : msg('refused.mayNotEdit');
}

/** Those who stand, the lead first, then by share and name. */
export function standingTeam(state: DealCardState): Part[] {
  const rank = (part: Part) => (part.roles.includes('lead') ? -1 : WITHOUT_LEAD - (part.share ?? -1));
  const nameOf = ({ partner }: Part) => partnerOf(state, partner).name;
  return state.team.filter(stands).toSorted((a, b) => rank(a) - rank(b) || (nameOf(a) < nameOf(b) ? -1 : 1));
}

const WITHOUT_LEAD = 10_000;

/** Rows carry their forms' values, and a card is to stay small. */
const MOST = 20;

export function teamTable(state: DealCardState): Block {
  const left = unallocated(state.team);
  const { shown, more } = limited(standingTeam(state), MOST);
  return {
    kind: 'table',
    title: msg('team.title'),
    columns: [
      { key: 'partner', label: msg('part.partner'), align: 'start' },
      { key: 'roles', label: msg('part.roles'), align: 'start' },
      { key: 'stages', label: msg('part.stages'), align: 'start' },
      { key: 'contact', label: msg('part.contact'), align: 'start' },
      { key: 'share', label: msg('part.share'), align: 'end' },
    ],
    rows: shown.map((part) => rowOf(state, part, left)),
    ...(state.team.some(stands) && {
      total: { partner: word('team.unallocated'), share: percent(Math.max(0, left)) },
    }),
    actions: teamActions(state),
    empty:
      state.overlaps.length > 0
        ? msg('team.empty.overlaps', { count: state.overlaps.length })
        : msg('team.empty'),
    ...more,
  };
}

type Row = BlockOf<'table'>['rows'][number];

function rowOf(state: DealCardState, part: Part, left: number): Row {
  const partner = partnerOf(state, part.partner);
  const disabled = editRefusal(state);
  const targets = [part.key];
  return {
    id: part.key,
    cells: {
      partner: account(partner),
      roles: list(part.roles.map((role) => word(`role.${role}`))),
      stages: list(stagesOf(part, state.roles).map((stage) => word(`stage.${stage}`))),
      contact: orNone(part.contact, text),
      share: orNone(part.share, percent),
    },
    actions: [
      action('changePart', msg('action.change'), {
        targets,
        disabled,
        form: { name: 'changePart', values: valuesOf(part) },
      }),
      action('takeUnallocated', msg('team.take'), {
        targets,
        disabled: disabled ?? (left > 0 ? null : msg('team.share.none')),
      }),
      action('endPart', msg('action.end'), {
        targets,
        disabled,
        look: 'danger',
        confirm: msg('part.end.confirm', { partner: partner.name }),
      }),
    ],
  };
}

function teamActions(state: DealCardState): Action[] {
  const disabled = editRefusal(state);
  return [
    action('addPart', msg('part.add'), { look: 'primary', disabled, form: { name: 'addPart' } }),
    action('splitEvenly', msg('team.split'), {
      disabled: disabled ?? (state.team.some(stands) ? null : msg('team.empty')),
    }),
  ];
}

/** The bar from discovery to renewal; a gap offers to add someone for it. */
export function coverageBar(state: DealCardState): Block {
  const { stages, uncovered } = coverageOf(state.team, state.roles);
  const disabled = editRefusal(state);
  const gaps = list(uncovered.map((stage) => word(`stage.${stage}`)));
  return {
    kind: 'coverage',
    title: msg('coverage.title'),
    steps: stages.map(({ stage, by }) => ({
      label: msg(`stage.${stage}`),
      by: by.map(({ partner }) => partnerOf(state, partner).name.slice(0, 255)),
      ...(by.length === 0 && {
        action: action('addPart', msg('coverage.fill', { stage: word(`stage.${stage}`) }), {
          disabled,
          form: { name: 'addPart', values: { stages: { kind: 'multiSelect', options: [stage] } } },
        }),
      }),
    })),
    summary: uncovered.length === 0 ? msg('coverage.whole') : msg('coverage.gaps', { stages: gaps }),
  };
}

/** Takes back the end of a part, as long as the card that ended it is open. */
export function endedNotice(state: DealCardState): Block | null {
  const { ended } = state;
  if (!ended) return null;
  const { name } = partnerOf(state, ended.partner);
  const targets = ended.share === null ? [ended.key] : [ended.key, String(ended.share)];
  return {
    kind: 'notice',
    tone: 'info',
    message: msg('part.ended', { partner: name, share: ended.share === null ? NONE : percent(ended.share) }),
    actions: [action('reopenPart', msg('action.undo'), { targets })],
  };
}
