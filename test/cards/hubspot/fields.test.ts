/** Every kind of field with the component that HubSpot has for it: what it shows, and what is sent when it is changed. */
import type { InputValue } from '@alongside/shared/contract/field.ts';
import type { CardView } from '@alongside/shared/contract/view.ts';
import { viewAnswer } from '@alongside/shared/views/answers.ts';
import {
  Checkbox,
  CurrencyInput,
  DateInput,
  Form,
  Input,
  LoadingButton,
  MultiSelect,
  NumberInput,
  Select,
  TextArea,
} from '@hubspot/ui-extensions';
import { expect, test } from 'vitest';
import { FIELDS, gallery } from '../../views/fixtures/gallery.ts';
import { draw, until, type Stage } from './stage.ts';

const open: CardView = {
  ...gallery,
  blocks: gallery.blocks.filter(({ kind }) => kind === 'form'),
  actions: [],
};

/** What a field is drawn with, what it shows, what the user enters, and what is sent then and for an emptied input. */
const KINDS: [
  name: string,
  component: unknown,
  shows: unknown,
  enters: unknown,
  sent: InputValue,
  none?: unknown,
][] = [
  ['wrongText', Input, '', 'new', { kind: 'text', text: 'new' }, ''],
  ['longText', TextArea, textOf('longText'), 'new', { kind: 'text', text: 'new' }, ''],
  ['number', NumberInput, 70, 12.5, { kind: 'number', value: 12.5 }, undefined],
  ['money', CurrencyInput, 1_500, 99, { kind: 'money', minor: 99, currency: 'JPY' }, Number.NaN],
  ['percent', NumberInput, 33.33, 0.29, { kind: 'percent', basisPoints: 29 }, null],
  [
    'date',
    DateInput,
    { year: 2026, month: 1, date: 28 },
    { year: 2027, month: 11, date: 1 },
    { kind: 'date', day: '2027-12-01' },
    null,
  ],
  ['select', Select, 'lead', 'other', { kind: 'select', option: 'other' }, ''],
  ['multiSelect', MultiSelect, ['lead', 'other'], ['other'], { kind: 'multiSelect', options: ['other'] }],
  ['recordSearch', Select, 'A1', 'lead', { kind: 'record', object: 'account', id: 'lead', name: 'Lead' }],
  ['checkbox', Checkbox, true, false, { kind: 'checkbox', checked: false }],
];

test('there is a case for every kind', () => {
  const kinds = KINDS.map(([name]) => FIELDS.find((field) => field.name === name)?.kind);
  expect([...new Set(kinds)].sort()).toEqual([...new Set(FIELDS.map(({ kind }) => kind))].sort());
});

test.each(KINDS)('%s', async (name, component, shows, enters, sent, none) => {
  const stage = await drawn();
  const input = () => inputOf(stage, component, name);
  expect(component === Checkbox ? input().props['checked'] : input().props['value']).toEqual(shows);
  input().trigger('onChange', enters);
  expect((await submitted(stage, 1))[name]).toEqual(sent);
  if (none === undefined && name !== 'number') return;
  input().trigger('onChange', none);
  expect((await submitted(stage, 2))[name]).toBeNull();
});

test('what was never touched is sent as it was', async () => {
  const stage = await drawn();
  const values = await submitted(stage, 1);
  expect(Object.keys(values).sort()).toEqual(FIELDS.map(({ name }) => name).sort());
  expect(values).toMatchObject({
    wrongText: null,
    number: { kind: 'number', value: 70 },
    money: { kind: 'money', minor: 1_500, currency: 'JPY' },
    percent: { kind: 'percent', basisPoints: 3_333 },
    date: { kind: 'date', day: '2026-02-28' },
    select: { kind: 'select', option: 'lead' },
    multiSelect: { kind: 'multiSelect', options: ['lead', 'other'] },
    recordSearch: { kind: 'record', object: 'account', id: 'A1' },
    checkbox: { kind: 'checkbox', checked: true },
  });
});

test('a field says what it is, what it wants, what is wrong with it and why it is closed', async () => {
  const stage = await drawn();
  const [right, wrong, closed] = ['text', 'wrongText', 'closed'].map(
    (name) => inputOf(stage, Input, name).props,
  );
  expect(right).toMatchObject({ label: 'Partner', required: true, readOnly: false });
  expect(right?.['description']).toMatch(/./);
  expect(wrong).toMatchObject({
    required: false,
    error: true,
    validationMessage: expect.stringMatching(/role/i),
  });
  expect(closed).toMatchObject({
    readOnly: true,
    description: 'You may read this record but not change it.',
  });
  expect(inputOf(stage, NumberInput, 'percent').props).toMatchObject({
    label: 'Partner (%)',
    min: 0,
    max: 100,
  });
});

function textOf(name: string): string {
  const field = FIELDS.find((field) => field.name === name);
  return field && 'maxLength' in field ? (field.value ?? '') : '';
}

async function drawn(): Promise<Stage> {
  const answer = viewAnswer(open, 'en');
  const stage = draw('deal', ({ ask }) => {
    if (ask === 'act') throw new Error('never answered, so that the form stays open');
    return answer;
  });
  await until(() => stage.renderer.find(Form));
  return stage;
}

interface Drawn {
  props: Record<string, unknown>;
  trigger(event: string, value: unknown): void;
}

function inputOf({ renderer }: Stage, component: unknown, name: string): Drawn {
  const inputs = renderer.findAll(component as typeof Input) as unknown as Drawn[];
  const input = inputs.find(({ props }) => props['name'] === name);
  if (!input) throw new Error(`no input ${name}`);
  return input;
}

async function submitted({ asked, renderer }: Stage, times: number): Promise<Record<string, InputValue>> {
  const acts = () => asked.filter((request) => request.ask === 'act');
  renderer.find(Form).trigger('onSubmit');
  await until(() => {
    expect(acts()).toHaveLength(times);
    expect(renderer.find(LoadingButton).props.loading).toBe(false);
  });
  return acts()[times - 1]?.values ?? {};
}
