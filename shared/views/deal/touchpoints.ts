/** What partners did for the deal: logging it in three clicks (open, choose, save), and the deal's story so far. */
import type { Field, Form, InputValues } from '../../contract/field.ts';
import type { Block, BlockOf } from '../../contract/view.ts';
import type { Term } from '../../contract/value.ts';
import { isWebLink, LINK_LIMIT, NOTE_LIMIT, stands, type TouchpointInput } from '../../domain/team.ts';
import { TOUCHPOINT_KINDS } from '../../schema/objects.ts';
import { account, action, choices, date, limited, list, msg, text, word } from '../make.ts';
import { dayOf, optionOf, textOf } from '../read.ts';
import { partnerOf, type DealCardState, type Touchpoint } from './state.ts';
import { editRefusal, standingTeam } from './team.ts';

/** Partner and day are filled in already where they can be, so that the kind is all there is to choose. */
export function touchpointForm(state: DealCardState): Form {
  const partners = standingTeam(state).map(({ partner }) => partnerOf(state, partner));
  const fields: Field[] = [
    {
      kind: 'select',
      name: 'kind',
      label: msg('touchpoint.kind'),
      required: true,
      choices: choices('touchpoint', TOUCHPOINT_KINDS),
      value: null,
    },
    {
      kind: 'select',
      name: 'partner',
      label: msg('part.partner'),
      required: true,
      choices: partners.map(({ id, name }) => ({ value: id, label: { text: name.slice(0, 255) } })),
      value: partners[0]?.id ?? null,
    },
    { kind: 'date', name: 'on', label: msg('touchpoint.on'), required: true, value: state.today },
    {
      kind: 'longText',
      name: 'note',
      label: msg('touchpoint.note'),
      required: false,
      maxLength: NOTE_LIMIT,
      value: null,
    },
    {
      kind: 'text',
      name: 'link',
      label: msg('touchpoint.link'),
      required: false,
      maxLength: LINK_LIMIT,
      value: null,
    },
  ];
  return { title: msg('touchpoint.log'), fields, submit: msg('action.save') };
}

export function touchpointInput(values: InputValues): TouchpointInput {
  const kind = optionOf(values['kind']);
  return {
    kind: TOUCHPOINT_KINDS.find((one) => one === kind) ?? null,
    partner: optionOf(values['partner']),
    on: dayOf(values['on']),
    note: textOf(values['note'])?.trim() || null,
    link: textOf(values['link'])?.trim() || null,
  };
}

export function touchpointAction(state: DealCardState): Block {
  const nobody = state.team.some(stands) ? null : msg('touchpoint.nobody');
  return {
    kind: 'actions',
    actions: [
      action('logTouchpoint', msg('touchpoint.log'), {
        disabled: (state.mayEdit ? null : editRefusal(state)) ?? nobody,
        form: { name: 'touchpoint' },
      }),
    ],
  };
}

type Item = BlockOf<'timeline'>['items'][number];
type Dated = Item & { day: string };
const MOST = 50;

export function dealTimeline(state: DealCardState): Block {
  const sorted = [...state.touchpoints.map(touched), ...comings(state)].toSorted((a, b) =>
    a.day === b.day ? (a.id < b.id ? -1 : 1) : a.day < b.day ? 1 : -1,
  );
  const { shown, more } = limited(sorted, MOST);
  const items = shown.map(({ day: _day, ...item }) => item);
  return { kind: 'timeline', title: msg('timeline.title'), items, empty: msg('timeline.empty'), ...more };
}

function touched({ key, kind, partner, on, note, link }: Touchpoint): Dated {
  const details: Term[] = note ? [text(note)] : [];
  if (link !== null && isWebLink(link)) details.push({ kind: 'link', url: link });
  return {
    id: key,
    day: on,
    at: date(on),
    message: msg('timeline.touchpoint', { partner: account(partner), kind: word(`touchpoint.${kind}`) }),
    ...(details.length > 0 && { detail: details.length === 1 && details[0] ? details[0] : list(details) }),
    tone: 'info',
  };
}

function comings(state: DealCardState): Dated[] {
  return state.team.flatMap(({ key, partner, joinedOn, endedOn, roles }) => {
    const name = account(partnerOf(state, partner));
    const as = list(roles.map((role) => word(`role.${role}`)));
    const dated = (id: string, day: string, message: Item['message']): Dated => ({
      id,
      day,
      at: date(day),
      message,
    });
    return [
      ...(joinedOn
        ? [dated(`${key}.joined`, joinedOn, msg('timeline.joined', { partner: name, roles: as }))]
        : []),
      ...(endedOn ? [dated(`${key}.ended`, endedOn, msg('timeline.ended', { partner: name }))] : []),
    ];
  });
}
