/** A visitor of the workbench: opens records, is one of the customer's people, and does with cards what a person does. */
import type { Locator, Page } from 'playwright-core';
import { vi } from 'vitest';
import type { CrmName, Customer } from '../../server/demo/customer.ts';
import { CUSTOMERS } from '../../server/demo/customer.ts';
import { Stage } from '../../server/demo/stage.ts';
import type { Company } from '../../server/sandbox/company.ts';
import { company as usual } from './company.ts';

export const CRMS: readonly CrmName[] = ['salesforce', 'hubspot'];
const CHOICE: Readonly<Record<'deals' | 'all', string>> = { deals: 'filter=deals', all: 'filter=all' };

/** Both customers from connecting to mapping, with the server and the pages that show their CRMs. */
export async function openStage(company: Company = usual): Promise<Stage> {
  const stage = await Stage.open(company, { exit: false, world: 'clean', edition: 'professional', port: 0 });
  for (const customer of CUSTOMERS) await stage.begin(customer);
  await stage.serve();
  await stage.workbench?.built;
  return stage;
}

export function customerOn(crm: CrmName): Customer {
  const customer = CUSTOMERS.find((one) => one.crm === crm);
  if (!customer) throw new RangeError(`The demo has no customer on ${crm}.`);
  return customer;
}

export class Visitor {
  readonly page: Page;
  readonly crm: CrmName;
  readonly #home: string;

  constructor(stage: Stage, page: Page, crm: CrmName) {
    this.page = page;
    this.crm = crm;
    this.#home = new URL(crm, stage.workbench?.url).href;
  }

  /** The record's page, with its card drawn. */
  async open(list: keyof typeof CHOICE, name: string): Promise<void> {
    await this.page.goto(`${this.#home}?${CHOICE[list]}`);
    await this.page.getByRole('link', { name, exact: true }).first().click();
    await this.#drawn();
  }

  async openPage(slug: 'program' | 'registrations' | 'review'): Promise<void> {
    await this.page.goto(new URL(`/cards/${this.crm}/pages/${slug}`, this.#home).href);
    await this.#drawn();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.#drawn();
  }

  /** @param who a name or what the person does */
  async be(who: string): Promise<void> {
    await this.page.goto(this.#home);
    await this.page.getByRole('button', { name: who }).click();
  }

  /** Types into the record itself, in another tab of the same person. */
  async editElsewhere(field: string, value: string): Promise<void> {
    const tab = await this.page.context().newPage();
    await tab.goto(`${this.page.url()}?edit=1`);
    await tab.getByLabel(field, { exact: true }).fill(value);
    await tab.getByRole('button', { name: 'Save' }).click();
    await tab.waitForURL(this.page.url());
    await tab.close();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  text(text: string | RegExp): Locator {
    return this.page.locator('main').getByText(text).first();
  }

  /** Salesforce draws the form in the card, HubSpot in a dialog over it. */
  form(): Locator {
    return this.page.getByRole(this.crm === 'hubspot' ? 'dialog' : 'article');
  }

  /** Several may be chosen. */
  async choose(field: string, choice: string): Promise<void> {
    if (this.crm === 'salesforce') {
      const group = this.page.getByRole('group', { name: field });
      await group.getByText(choice, { exact: true }).click();
      return;
    }
    const box = this.form().getByRole('combobox', { name: field });
    await box.fill(choice);
    await this.form().getByRole('option', { name: choice }).click();
  }

  /** One of several. */
  async pick(field: string, choice: string): Promise<void> {
    const box = this.page.getByRole('combobox', { name: field });
    await box.click();
    await this.page.getByRole('option', { name: choice }).click();
  }

  /** A record by its name, looked up while it is typed. */
  async find(field: string, name: string): Promise<void> {
    if (this.crm === 'salesforce') {
      await this.form().getByRole('searchbox', { name: field }).fill(name);
      const radio = this.form().getByRole('radio', { name });
      // What is found takes the place of what was offered, also under the pointer.
      await vi.waitFor(async () => {
        await this.form().locator('label', { hasText: name }).click({ timeout: 2_000 });
        if (!(await radio.isChecked())) throw new Error(`${name} is not chosen`);
      }, 30_000);
      return;
    }
    await this.form().getByRole('combobox', { name: field }).fill(name);
    await this.form().getByRole('option', { name }).click();
  }

  async enter(field: string, text: string): Promise<void> {
    const input = this.form().getByLabel(field).first();
    // A number is shown another way once it has the focus.
    await input.focus();
    await input.fill(text);
  }

  async submit(name: string): Promise<void> {
    await this.form().getByRole('button', { name, exact: true }).click();
  }

  /** The card has its answer: the page asks for nothing more until its next look at the record. */
  async #drawn(): Promise<void> {
    await this.page.waitForLoadState('networkidle');
  }
}
