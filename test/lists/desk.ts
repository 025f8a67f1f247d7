/** A store of its own and real files for tests of lists. */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ListRow } from '../../shared/domain/list.ts';
import type { Segment } from '../../shared/schema/objects.ts';
import type { TenantStore } from '../../server/ports.ts';
import { openStore } from '../../server/store/index.ts';
import type { WholeStore } from '../../server/store/whole.ts';
import { lists, rowBlocks } from '../../server/use/collections.ts';
import { generationOf, rowPages } from '../../server/use/lists/rowBlocks.ts';
import { importList, partnerId, type Imported } from '../../server/use/importList.ts';

export const NOW = Date.UTC(2026, 10, 22);

export interface Desk {
  folder: string;
  store: TenantStore;
  whole: WholeStore;
  /** Writes the bytes to a file and imports it, for the partner Contoso unless another is named. */
  take(content: string | Uint8Array, of?: { partner?: string; segment?: Segment }): Promise<Imported>;
  from(bytes: AsyncIterable<Uint8Array>): Promise<Imported>;
  /** The rows that readers see now. */
  seen(): Promise<ListRow[]>;
  /** All rows in the store, visible or not. */
  kept(): Promise<number>;
  reopen(): Promise<void>;
  close(): Promise<void>;
  closeStore(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'alongside-lists-'));
  const whole = await openStore({ folder: join(folder, 'store') });
  let files = 0;
  const clock = { now: () => NOW };
  const desk: Desk = {
    folder,
    whole,
    store: whole.for('acme'),
    async take(content, of = {}) {
      const file = join(folder, `list-${(files += 1)}.csv`);
      await writeFile(file, content);
      const list = { partner: 'Contoso', fileName: 'list.csv', bytes: createReadStream(file), ...of };
      return importList(desk.store, clock, list, () => undefined);
    },
    from: (bytes) =>
      importList(desk.store, clock, { partner: 'Contoso', fileName: 'list.csv', bytes }, () => undefined),
    async seen() {
      const id = `${partnerId('Contoso')}/all`;
      const list = await desk.store.get(lists, id);
      if (!list) return [];
      return (await Array.fromAsync(rowPages(generationOf(id, list), desk.store))).flat();
    },
    async kept() {
      const blocks = await desk.store.page(rowBlocks, { limit: 100_000 });
      return blocks.reduce((sum, { document }) => sum + document.split('\n').length - 1, 0);
    },
    async reopen() {
      desk.whole = await openStore({ folder: join(folder, 'store') });
      desk.store = desk.whole.for('acme');
    },
    closeStore: () => desk.whole.close(),
    async close() {
      await desk.whole.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return desk;
}
