/** Account details and the day's use of the API. */
import type { Answer, Call, Route } from './route.ts';

export const accountRoutes: Route[] = [
  { method: 'GET', path: 'account-info/details', scopes: () => ['oauth'], handle: details },
  { method: 'GET', path: 'account-info/api-usage/daily', scopes: () => ['oauth'], handle: usage },
  {
    method: 'GET',
    path: 'account-info/api-usage/daily/private-apps',
    scopes: () => ['oauth'],
    handle: usage,
  },
];

function details(call: Call): Answer {
  const { portal } = call;
  const { timeZone, currency, additionalCurrencies } = portal.switches;
  const offsetMinutes = offsetOf(timeZone, portal.now());
  return {
    status: 200,
    body: {
      portalId: portal.app.portalId,
      accountType: 'STANDARD',
      timeZone,
      companyCurrency: currency,
      additionalCurrencies,
      utcOffset: offsetText(offsetMinutes),
      utcOffsetMilliseconds: offsetMinutes * 60_000,
      uiDomain: 'app.hubspot.com',
      dataHostingLocation: 'eu1',
    },
  };
}

function usage(call: Call): Answer {
  const { portal } = call;
  const now = portal.now();
  const result = {
    name: 'private-apps-api-calls-daily',
    usageLimit: portal.allowance.daily,
    currentUsage: portal.rate.spentToday,
    collectedAt: new Date(now).toISOString(),
    fetchStatus: 'SUCCESS',
    resetsAt: new Date(now - (now % 86_400_000) + 86_400_000).toISOString(),
  };
  return { status: 200, body: { results: [result] } };
}

function offsetOf(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function offsetText(minutes: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`;
}
