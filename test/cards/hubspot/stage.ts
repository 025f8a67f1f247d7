/** A place in HubSpot to draw our cards in: HubSpot's own test renderer, and a server that answers what a test says. */
import { cardRequest, type CardRequest } from '@alongside/shared/contract/request.ts';
import type { CardKind, CardView } from '@alongside/shared/contract/view.ts';
import { viewAnswer } from '@alongside/shared/views/answers.ts';
import { hubspot } from '@hubspot/ui-extensions';
import { createRenderer, type Renderer } from '@hubspot/ui-extensions/testing';
import { createElement, type ComponentType } from 'react';
import { vi } from 'vitest';

vi.spyOn(hubspot, 'extend').mockImplementation(() => undefined);
const { AccountCard } = await import('../../../hubspot-app/src/app/cards/AccountCard.tsx');
const { DealCard } = await import('../../../hubspot-app/src/app/cards/DealCard.tsx');
const { PartnerCard } = await import('../../../hubspot-app/src/app/cards/PartnerCard.tsx');
const { Pages } = await import('../../../hubspot-app/src/app/pages/Pages.tsx');
const { Settings } = await import('../../../hubspot-app/src/app/settings/Settings.tsx');

export type Place = 'crm.record.sidebar' | 'crm.record.tab' | 'pages' | 'settings';

/** Answers a request; a thrown error is a server that nobody reaches. */
export type Server = (request: CardRequest) => unknown | Promise<unknown>;

export interface Stage {
  readonly renderer: Renderer<'crm.record.sidebar'>;
  /** What was asked so far, each held to the contract. */
  readonly asked: CardRequest[];
  readonly addresses: string[];
}

const RECORD_CARDS: Readonly<Record<string, [ComponentType, string]>> = {
  deal: [DealCard, '0-3'],
  account: [AccountCard, '0-2'],
  partner: [PartnerCard, '0-2'],
};

/** Draws a card, as a German or whoever is said, and lets `server` answer it. */
export function draw(
  card: CardKind,
  server: Server,
  { locale = 'en', place = 'crm.record.sidebar' as Place, zone = 'Europe/Berlin', id = 901 } = {},
): Stage {
  const [OnRecord, objectTypeId] = RECORD_CARDS[card] ?? [];
  const where = OnRecord === undefined && place !== 'settings' ? 'pages' : place;
  const renderer = createRenderer(where) as unknown as Stage['renderer'];
  const { context } = renderer.mocks;
  context.user.locale = locale;
  context.portal.timezone = zone;
  if (objectTypeId) context.crm = { objectId: id, objectTypeId };
  if (card === 'review' || card === 'registrations') {
    renderer.mocks.setPageLocation({ path: `/${card}`, params: {} });
  }
  if (OnRecord) {
    renderer.mocks.actions.fetchCrmObjectProperties.willCall(async () => ({
      hs_lastmodifieddate: '2026-11-01T10:00:00Z',
    }));
  }
  const { addresses, asked } = listen(server);
  renderer.render(createElement(OnRecord ?? (where === 'settings' ? Settings : Pages)));
  return { renderer, asked, addresses };
}

/** As `draw`, with a server that shows this view whatever it is asked. */
export function drawView(view: CardView, options: Parameters<typeof draw>[2] = {}): Stage {
  return draw(view.card, () => viewAnswer(view, options.locale ?? 'en'), options);
}

function listen(server: Server): Pick<Stage, 'addresses' | 'asked'> {
  const addresses: string[] = [];
  const asked: CardRequest[] = [];
  vi.spyOn(hubspot, 'fetch').mockImplementation(async (url, options) => {
    addresses.push(`${options?.method} ${url}`);
    const request = cardRequest.parse(options?.body);
    asked.push(request);
    return Response.json(await server(request));
  });
  return { addresses, asked };
}

/** Waits for what a user would wait for; HubSpot's own waiting looks only when the drawing changes. */
export function until<Found>(look: () => Found): Promise<Found> {
  return vi.waitFor(look, { interval: 5, timeout: 10_000 });
}
