/** A real Chromium for tests: the machine's own, or the one that comes with the packages; and what its pages complained of. */
import { existsSync } from 'node:fs';
import bundled from '@sparticuz/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Nothing is asked of the internet, and no rights of the machine are needed. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openBrowser(): Promise<Browser> {
  const executablePath = INSTALLED.find((path) => existsSync(path)) ?? (await bundled.executablePath());
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** Said by Salesforce's own components of themselves: their tooltips point from one shadow root into another. */
const OF_BASE_COMPONENTS = 'https://sfdc.co/synthetic-aria';

/**
 * Everything that a page reports from now on: errors and warnings of its console, uncaught errors, refused requests.
 * @param isExpected complaints that the test itself provokes
 */
export function complaintsOf(page: Page, isExpected: (text: string) => boolean = () => false): string[] {
  const complaints: string[] = [];
  const add = (text: string): void => {
    if (!text.includes(OF_BASE_COMPONENTS) && !isExpected(text)) complaints.push(text);
  };
  page.on('console', (message) => {
    const type = message.type();
    if (type === 'error' || type === 'warning') add(`${type}: ${message.text()}`);
  });
  page.on('pageerror', (error) => add(`uncaught: ${error.stack ?? error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) add(`${response.status()} ${response.url()}`);
  });
  return complaints;
}
