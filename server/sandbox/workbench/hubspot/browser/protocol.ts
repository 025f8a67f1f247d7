/** What a page and the worker of a card on it call of each other. */
import type { RemoteChannel } from '@remote-ui/core';

/** A page of the app, as its router knows it. */
export interface PageLocation {
  path: string;
  params: Record<string, string>;
}

/** One piece of the app, on one record or page, for one user. */
export interface CardSetup {
  /** Address of the bundle that HubSpot's bundler made. */
  bundle: string;
  /** What stands above the card. */
  title: string;
  /** What `useExtensionContext` gives, as HubSpot does. */
  context: CardContext;
  location: PageLocation;
}

export interface CardContext {
  location: 'crm.record.sidebar' | 'crm.record.tab' | 'pages' | 'settings';
  crm?: { objectId: number; objectTypeId: string };
  portal: { id: number; timezone: string };
  user: {
    id: number;
    email: string;
    emails: string[];
    firstName: string;
    lastName: string;
    locale: string;
    roles: string[];
    teams: { id: number; name: string; teammates: number[] }[];
    permissions: string[];
  };
  extension: { appId: number; appName: string; cardTitle: string };
}

export interface FetchRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  /** As it goes over the wire. */
  body: string | null;
  /** Milliseconds. */
  timeout: number | null;
}

export interface FetchAnswer {
  status: number;
  body: string;
}

export type Properties = Record<string, string>;

/** Exposed by the page. */
export interface PageSide {
  act(name: string, values: unknown[]): Promise<unknown>;
  fetch(request: FetchRequest): Promise<FetchAnswer>;
  /** Also calls back whenever one of them changes. */
  properties(names: string[], changed: (properties: Properties) => void): Promise<Properties>;
  log(level: 'debug' | 'info' | 'warn' | 'error', text: string): void;
}

/** Exposed by the worker. */
export interface WorkerSide {
  run(setup: CardSetup, channel: RemoteChannel, actions: readonly string[]): Promise<void>;
}
