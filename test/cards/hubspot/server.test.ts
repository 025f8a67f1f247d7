/** The cards and the real server, through its signed door: what a rep decides on a card stands in HubSpot. */
import {
  Button,
  ErrorState,
  Form,
  LoadingButton,
  LoadingSpinner,
  Modal,
  MultiSelect,
  Tile,
} from '@hubspot/ui-extensions';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LINES } from '../../use/company.ts';
import { customerOn } from '../../use/story.ts';
import { CardBench } from '../desk.ts';
import { textsOf } from './read.ts';
import { draw, until, type Stage } from './stage.ts';

let bench: CardBench;
let reachable = true;
beforeAll(async () => {
  bench = await CardBench.begin('hubspot');
  await bench.story.import('acme', [LINES.marine]);
  await bench.story.map();
});
afterAll(() => bench.close());

test('a rule of the server is shown beside the field that breaks it', async () => {
  const stage = await deal();
  await openSuggestion(stage);
  save(stage);
  await until(() => expect(suggestion(stage).find(MultiSelect).props.error).toBe(true));
  expect(suggestion(stage).find(MultiSelect).props).toMatchObject({
    name: 'roles',
    validationMessage: expect.stringMatching(/role/i),
  });
  expect(await rolesInHubSpot()).toEqual([]);
});

test('a suggested partner is added once, however often save is clicked, and stays', async () => {
  const stage = await deal();
  await openSuggestion(stage);
  suggestion(stage)
    .find(MultiSelect)
    .trigger('onChange', ['implementation'] as never);
  save(stage);
  save(stage);
  await until(() => expect(stage.renderer.mocks.actions.refreshObjectProperties.called).toBe(true));
  expect(await rolesInHubSpot()).toEqual([['implementation']]);
  const reloaded = await deal();
  expect(textsOf(reloaded.renderer.getRootNode()).join('\n')).toMatch(/Acme[^]*Implementation/);
  expect(() => suggestion(reloaded)).toThrow();
});

test('a server that went away is said to be, and is there again after a retry', async () => {
  reachable = false;
  const stage = await deal();
  expect(textsOf(stage.renderer.find(ErrorState)).join()).toMatch(/cannot be reached/);
  reachable = true;
  stage.renderer.find(Button).trigger('onClick');
  await until(() => expect(textsOf(stage.renderer.getRootNode()).join('\n')).toMatch(/Acme/));
});

async function deal(): Promise<Stage> {
  const id = Number(bench.story.id('marineOpen'));
  const stage = draw(
    'deal',
    async (request) => {
      if (!reachable) throw new Error('connection refused');
      return (await bench.ask('rep', request)).body;
    },
    { id },
  );
  await until(() => expect(stage.renderer.maybeFind(LoadingSpinner)).toBeNull());
  return stage;
}

/** The dialog that the suggestion of Acme opens. */
function suggestion({ renderer }: Stage) {
  const tile = renderer.find(
    Tile,
    (tile) => textsOf(tile).some((text) => text.startsWith('Acme')) && has(tile, Button),
  );
  const overlay = tile.find(Button).props.overlay;
  if (!overlay) throw new Error('no dialog');
  return overlay.find(Modal);
}

function has(tile: { maybeFind: Stage['renderer']['maybeFind'] }, component: typeof Button): boolean {
  return tile.maybeFind(component, (button) => button.text === 'Add') !== null;
}

async function openSuggestion(stage: Stage): Promise<void> {
  suggestion(stage).trigger('onOpen');
  await until(() => suggestion(stage).find(Form));
}

function save(stage: Stage): void {
  suggestion(stage).find(LoadingButton).trigger('onClick');
}

async function rolesInHubSpot(): Promise<unknown[]> {
  const { tenant, connection } = customerOn('hubspot');
  const { close, crm } = await bench.story.app.open(tenant, connection);
  const roles: unknown[] = [];
  const where = [{ field: 'deal' as const, in: [bench.story.id('marineOpen')] }];
  for await (const page of crm.find({ object: 'dealPartner', fields: ['roles'], where })) {
    roles.push(...page.map(({ fields }) => fields.roles));
  }
  await close();
  return roles;
}
