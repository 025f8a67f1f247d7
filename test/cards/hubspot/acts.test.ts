/** What a user does on a card: the right request goes out, once, and what comes back is shown where it belongs. */
import type { ActRequest, CardRequest } from '@alongside/shared/contract/request.ts';
import type { CardView } from '@alongside/shared/contract/view.ts';
import { refusalAnswer, searchAnswer, viewAnswer } from '@alongside/shared/views/answers.ts';
import {
  Alert,
  Button,
  Checkbox,
  Form,
  Input,
  LoadingButton,
  Modal,
  NumberInput,
  Select,
  Text,
} from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { VIEWS } from '../../views/fixtures/all.ts';
import { gallery } from '../../views/fixtures/gallery.ts';
import { action, msg } from '../../../shared/views/make.ts';
import { draw, until, type Server, type Stage } from './stage.ts';

const field = { name: 'share', label: msg('part.share'), required: false } as const;

/** A card with a button for each way to act. */
const board: CardView = {
  ...gallery,
  blocks: [
    {
      kind: 'actions',
      actions: [
        action('splitEvenly', msg('action.add'), { targets: ['one'] }),
        action('savePart', msg('action.change'), { targets: ['two'], form: { name: 'part' } }),
        action('endPart', msg('action.end'), {
          look: 'danger',
          confirm: msg('part.end.confirm', { partner: 'P' }),
        }),
        action('reload', msg('action.reload')),
      ],
    },
  ],
  actions: [],
  forms: {
    part: {
      title: msg('team.title'),
      submit: msg('action.save'),
      fields: [
        { kind: 'percent', ...field, value: 2_500 },
        { kind: 'text', ...field, name: 'note', value: null, maxLength: 100 },
      ],
    },
  },
};
const [INSTANT, FORM, CONFIRM, RELOAD] = [0, 1, 2, 3] as const;

const shown = viewAnswer(board, 'en');
const saved = viewAnswer(board, 'en', { done: 'saved', changedRecord: true });
const acting =
  (answer: unknown): Server =>
  ({ ask }) =>
    ask === 'act' ? (typeof answer === 'function' ? answer() : answer) : shown;

const acts = ({ asked }: Stage): ActRequest[] => asked.filter((request) => request.ask === 'act');
const keys = (stage: Stage): Set<string> => new Set(acts(stage).map(({ operationKey }) => operationKey));
const asks = ({ asked }: Stage): CardRequest['ask'][] => asked.map(({ ask }) => ask);

describe('text to copy', () => {
  const copying = async (copy: () => Promise<void>) => {
    const block = gallery.blocks.find(({ kind }) => kind === 'copy');
    if (!block) throw new Error('the gallery has nothing to copy');
    const stage = await open(() => viewAnswer({ ...board, blocks: [block] }, 'en'));
    stage.renderer.mocks.actions.copyTextToClipboard.willCall(copy);
    stage.renderer
      .findAll(Button)
      .find(({ text }) => text === 'Copy the message')
      ?.trigger('onClick');
    return stage;
  };

  test('goes to the clipboard as it is read, and that is said', async () => {
    const stage = await copying(async () => undefined);
    await until(() => expect(stage.renderer.mocks.actions.addAlert.called).toBe(true));
    const [[copied = ''] = []] = stage.renderer.mocks.actions.copyTextToClipboard.calls;
    expect(stage.renderer.findAll(Text).map(({ text }) => text)).toContain(copied);
    expect(stage.renderer.mocks.actions.addAlert.calls).toEqual([[{ type: 'success', message: 'Copied.' }]]);
  });

  test('can be taken by hand where the browser does not allow it', async () => {
    const stage = await copying(() => Promise.reject(new Error('not allowed')));
    await until(() =>
      expect(
        stage.renderer.findAll(Text).some(({ text }) => text?.startsWith('It could not be copied')),
      ).toBe(true),
    );
  });
});

describe('an action without a form', () => {
  test('goes out once however often it is clicked, and the record is read again', async () => {
    const stage = await open(acting(saved));
    const button = stage.renderer.find(LoadingButton);
    button.trigger('onClick');
    button.trigger('onClick');
    await until(() => expect(stage.renderer.mocks.actions.refreshObjectProperties.called).toBe(true));
    expect(acts(stage)).toHaveLength(1);
    expect(acts(stage)[0]).toMatchObject({
      action: 'splitEvenly',
      targets: ['one'],
      values: {},
      record: { object: 'deal', id: '901' },
      stamp: Date.UTC(2026, 10, 1, 10),
    });
    expect(stage.addresses.at(-1)).toBe('POST https://alongside.example.com/cards/hubspot/act');
    expect(stage.renderer.mocks.actions.addAlert.calls).toEqual([[{ type: 'success', message: 'Saved.' }]]);
    await clickInstant(stage);
    await until(() => expect(keys(stage).size).toBe(2));
  });

  test('is the same operation when nobody answered and the user clicks again', async () => {
    const answers = [gone, () => saved];
    const stage = await open(acting(() => answers.shift()?.()));
    await clickInstant(stage);
    await until(() => expect(stage.renderer.find(Alert).props.title).toMatch(/may have been saved/));
    await clickInstant(stage);
    await until(() => expect(stage.renderer.mocks.actions.addAlert.called).toBe(true));
    expect(acts(stage)).toHaveLength(2);
    expect(keys(stage).size).toBe(1);
  });

  test('says why it was refused, in the words of the refusal', async () => {
    const stage = await open(acting(refusalAnswer({ code: 'refused.mayNotEdit' }, 'en')));
    await clickInstant(stage);
    await until(() =>
      expect(stage.renderer.find(Alert).props.title).toBe('You may read this record but not change it.'),
    );
    expect(stage.renderer.mocks.actions.refreshObjectProperties.called).toBe(false);
  });

  test('`reload` asks for the view again and nothing else', async () => {
    const stage = await open(acting(saved));
    stage.renderer.findAll(LoadingButton)[1]?.trigger('onClick');
    await until(() => expect(asks(stage)).toEqual(['view', 'view']));
    expect(RELOAD).toBe(buttons(stage).length - 1);
  });
});

describe('a form', () => {
  test('sends what it started from and what was entered, and closes', async () => {
    const stage = await open(acting(saved));
    await openDialog(stage, FORM);
    dialog(stage, FORM)
      .find(NumberInput)
      .trigger('onChange', 12.34 as never);
    dialog(stage, FORM)
      .find(Input)
      .trigger('onInput', 'half typed' as never);
    submit(stage, FORM);
    submit(stage, FORM);
    await until(() => expect(stage.renderer.mocks.actions.closeOverlay.called).toBe(true));
    expect(acts(stage)).toHaveLength(1);
    expect(acts(stage)[0]).toMatchObject({
      action: 'savePart',
      targets: ['two'],
      values: { share: { kind: 'percent', basisPoints: 1_234 }, note: { kind: 'text', text: 'half typed' } },
    });
    expect(stage.renderer.mocks.actions.closeOverlay.calls).toEqual([[dialog(stage, FORM).props.id]]);
    await until(() => expect(dialog(stage, FORM).maybeFind(Form)).toBeNull());
  });

  test('shows a refusal beside the field that it is about, and sends the next try under another key', async () => {
    const refused = refusalAnswer({ code: 'team.partner.unknown', field: 'share' }, 'en');
    const answers = [() => refused, () => saved];
    const stage = await open(acting(() => answers.shift()?.()));
    await openDialog(stage, FORM);
    submit(stage, FORM);
    await until(() => expect(dialog(stage, FORM).find(NumberInput).props.error).toBe(true));
    expect(dialog(stage, FORM).find(NumberInput).props.validationMessage).not.toBe('');
    expect(dialog(stage, FORM).maybeFind(Alert)).toBeNull();
    expect(stage.renderer.mocks.actions.closeOverlay.called).toBe(false);
    submit(stage, FORM);
    await until(() => expect(stage.renderer.mocks.actions.closeOverlay.called).toBe(true));
    expect(keys(stage).size).toBe(2);
  });

  test('keeps its key while nobody answers, and takes another one for other content', async () => {
    const stage = await open(acting(gone));
    await openDialog(stage, FORM);
    for (const sent of [1, 2]) {
      submit(stage, FORM);
      await settled(stage, sent);
      expect(dialog(stage, FORM).find(Alert).props.title).toMatch(/may have been saved/);
    }
    expect(keys(stage).size).toBe(1);
    dialog(stage, FORM)
      .find(NumberInput)
      .trigger('onChange', 50 as never);
    submit(stage, FORM);
    await settled(stage, 3);
    expect(keys(stage).size).toBe(2);
  });

  test('closed and opened again, or changed and changed back, is still the operation that nobody answered', async () => {
    const stage = await open(acting(gone));
    for (const [times, entered] of [25, 50, 25].entries()) {
      await openDialog(stage, FORM);
      dialog(stage, FORM)
        .find(NumberInput)
        .trigger('onChange', entered as never);
      submit(stage, FORM);
      await settled(stage, times + 1);
      dialog(stage, FORM).trigger('onClose');
    }
    const [first, second, third] = acts(stage).map(({ operationKey }) => operationKey);
    expect(third).toBe(first);
    expect(second).not.toBe(first);
  });

  test('starts anew each time it is opened, with a key of its own', async () => {
    const stage = await open(acting(saved));
    for (const times of [1, 2]) {
      await openDialog(stage, FORM);
      expect(dialog(stage, FORM).find(NumberInput).props.value).toBe(25);
      dialog(stage, FORM)
        .find(NumberInput)
        .trigger('onChange', 1 as never);
      submit(stage, FORM);
      await until(() => expect(stage.renderer.mocks.actions.closeOverlay.calls).toHaveLength(times));
    }
    expect(keys(stage).size).toBe(2);
  });

  test('an action that only has to be confirmed is, before it is sent', async () => {
    const stage = await open(acting(saved));
    await openDialog(stage, CONFIRM);
    expect(acts(stage)).toEqual([]);
    expect(dialog(stage, CONFIRM).find(Text).text).toBe(
      'End the part of P in this deal? Its share becomes unallocated.',
    );
    submit(stage, CONFIRM);
    await until(() => expect(acts(stage)).toMatchObject([{ action: 'endPart', values: {} }]));
  });
});

describe('the record', () => {
  test('edited outside of the card makes the card load again', async () => {
    const stage = await open(() => shown);
    const [[properties, edited] = []] = stage.renderer.mocks.actions.onCrmPropertiesUpdate.calls;
    expect(properties).toBe('*');
    edited?.({});
    await until(() => expect(asks(stage)).toEqual(['view', 'view']));
  });

  test('whose stamp HubSpot does not tell is asked for without one', async () => {
    const stage = await open(() => shown);
    stage.renderer.mocks.actions.fetchCrmObjectProperties.willCall(() => Promise.reject(new Error('no')));
    const [[, edited] = []] = stage.renderer.mocks.actions.onCrmPropertiesUpdate.calls;
    edited?.({});
    await until(() =>
      expect(stage.asked.map(({ stamp }) => stamp)).toEqual([Date.UTC(2026, 10, 1, 10), null]),
    );
  });
});

test('a record is searched for while the user types', async () => {
  const view: CardView = {
    ...gallery,
    blocks: gallery.blocks.filter(({ kind }) => kind === 'form'),
    actions: [],
  };
  const found = searchAnswer([{ id: 'P9', name: 'Northwind' }], 'en');
  const stage = draw('deal', ({ ask }) => (ask === 'search' ? found : viewAnswer(view, 'en')));
  await until(() => expect(search(stage)?.props.options).toHaveLength(3));
  search(stage)?.trigger('onInput', ' nor ' as never);
  await until(() => expect(search(stage)?.props.options.map(({ value }) => value)).toEqual(['A1', 'P9']));
  expect(stage.asked.at(-1)).toMatchObject({ ask: 'search', source: 'partner', text: 'nor' });
  search(stage)?.trigger('onChange', 'P9' as never);
  stage.renderer.find(Form).trigger('onSubmit');
  await until(() =>
    expect(acts(stage)[0]?.values['recordSearch']).toEqual({
      kind: 'record',
      object: 'account',
      id: 'P9',
      name: 'Northwind',
    }),
  );
});

test('what is chosen among pairs is what a bulk action is about', async () => {
  const view = VIEWS['review, waiting'] as CardView;
  const pairs = view.blocks.find((block) => block.kind === 'pairs');
  const stage = draw('review', () => viewAnswer(view, 'en'));
  await until(() => expect(stage.renderer.findAll(Checkbox)).toHaveLength(pairs?.items.length ?? 0));
  const before = stage.renderer.findAll(LoadingButton).length;
  stage.renderer.findAll(Checkbox)[0]?.trigger('onChange', true as never);
  await until(() => expect(stage.renderer.findAll(LoadingButton).length).toBeGreaterThan(before));
  stage.renderer.findAll(LoadingButton)[0]?.trigger('onClick');
  await until(() => expect(acts(stage)[0]?.targets).toEqual([pairs?.items[0]?.id]));
});

function gone(): never {
  throw new Error('connection refused');
}

async function open(server: Server): Promise<Stage> {
  const stage = draw('deal', server);
  await until(() => expect(buttons(stage)).not.toEqual([]));
  return stage;
}

function buttons({ renderer }: Stage) {
  return [...renderer.findAll(LoadingButton), ...renderer.findAll(Button)];
}

async function clickInstant(stage: Stage): Promise<void> {
  await until(() => expect(stage.renderer.findAll(LoadingButton)[INSTANT]?.props.loading).toBe(false));
  stage.renderer.findAll(LoadingButton)[INSTANT]?.trigger('onClick');
}

/** The overlay of the button that opens it: the first one is of the form, the second one asks. */
function dialog({ renderer }: Stage, which: typeof FORM | typeof CONFIRM) {
  const overlay = renderer.findAll(Button)[which - FORM]?.props.overlay;
  if (!overlay) throw new Error('no dialog');
  return overlay.find(Modal);
}

async function openDialog(stage: Stage, which: typeof FORM | typeof CONFIRM): Promise<void> {
  dialog(stage, which).trigger('onOpen');
  await until(() => dialog(stage, which).find(LoadingButton));
}

function submit(stage: Stage, which: typeof FORM | typeof CONFIRM): void {
  dialog(stage, which).find(LoadingButton).trigger('onClick');
}

async function settled(stage: Stage, sent: number): Promise<void> {
  await until(() => {
    expect(acts(stage)).toHaveLength(sent);
    expect(dialog(stage, FORM).find(LoadingButton).props.loading).toBe(false);
  });
}

function search({ renderer }: Stage) {
  return renderer.findAll(Select).find(({ props }) => props.name === 'recordSearch');
}
