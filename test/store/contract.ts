/** What a store must do whatever carries it; every store runs all of it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { openStore } from '../../server/store/index.ts';
import type { WholeStore } from '../../server/store/whole.ts';
import type { Backend } from './backend.ts';
import { documents } from './documents.ts';
import { jobs } from './jobs.ts';
import { kills } from './kills.ts';
import { transactions } from './transactions.ts';

export function storeContract(name: string, start: () => Promise<Backend>): void {
  describe(name, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await start();
    });
    afterAll(() => backend.stop());

    describe('with one store for all', () => {
      let store: WholeStore;
      beforeAll(async () => {
        store = await openStore(await backend.empty());
      });
      afterAll(() => store.close());
      describe('documents', () => documents(() => store));
      describe('transactions', () => transactions(() => store));
    });

    describe('jobs', () => {
      let store: WholeStore;
      beforeEach(async () => {
        store = await openStore(await backend.empty());
      });
      afterEach(() => store.close());
      jobs(() => store);
    });

    describe('processes', () => kills(() => backend));
  });
}
