/** A JSON file for lowdb that survives a power cut and another writer: its own adapter fsyncs neither file nor folder. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Adapter } from 'lowdb';

export class DurableFile implements Adapter<unknown> {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Null while there is no file. Throws a SyntaxError for what is not JSON. */
  async read(): Promise<unknown> {
    try {
      return JSON.parse(await readFile(this.#path, 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  /** The old file or the new one is there at every moment, for this user only. */
  async write(data: unknown): Promise<void> {
    const folder = dirname(this.#path);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const draft = `${this.#path}.${randomUUID()}`;
    try {
      await inFile(draft, 'wx', async (file) => {
        await file.writeFile(`${JSON.stringify(data, null, 2)}\n`);
        await file.sync();
      });
      await rename(draft, this.#path);
    } finally {
      await rm(draft, { force: true });
    }
    await inFile(folder, 'r', (directory) => directory.sync());
  }

  /** Changes whenever the file does. */
  async version(): Promise<string> {
    try {
      const { ino, mtimeNs, size } = await stat(this.#path, { bigint: true });
      return `${ino}/${mtimeNs}/${size}`;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'none';
      throw error;
    }
  }
}

type File = Awaited<ReturnType<typeof open>>;

async function inFile(path: string, flags: string, work: (file: File) => Promise<void>): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await work(file);
  } finally {
    await file.close();
  }
}
