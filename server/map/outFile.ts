/** The file that is written: under another name until it is complete and on the disk, so that nobody reads half of it. */
import { constants } from 'node:fs';
import { access, lstat, open, realpath, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from '../use/context.ts';

export class OutFile {
  readonly #path: string;
  readonly #part: string;
  readonly #file: FileHandle;

  private constructor(path: string, part: string, file: FileHandle) {
    this.#path = path;
    this.#part = part;
    this.#file = file;
  }

  /** @throws Refusal before any work is done, when nothing can be written there */
  static async create(path: string): Promise<OutFile> {
    try {
      const target = await targetOf(path);
      const part = `${target}.${process.pid}.part`;
      return new OutFile(target, part, await open(part, 'wx'));
    } catch (error) {
      throw unwritable(path, error);
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    try {
      await this.#file.writeFile(bytes);
    } catch (error) {
      throw unwritable(this.#path, error);
    }
  }

  /** Returns when the file and its name would outlast a power cut. */
  async commit(): Promise<void> {
    try {
      await this.#file.sync();
      await this.#file.close();
      await rename(this.#part, this.#path);
      const folder = await open(dirname(this.#path));
      await folder.sync().finally(() => folder.close());
    } catch (error) {
      throw unwritable(this.#path, error);
    }
  }

  /** What was there before stays. */
  async discard(): Promise<void> {
    await this.#file.close();
    await rm(this.#part, { force: true });
  }
}

/** Where a symbolic link leads, so that the link stays. */
async function targetOf(path: string): Promise<string> {
  const found = await lstat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return path;
  const target = found.isSymbolicLink() ? await realpath(path) : path;
  if (!(await lstat(target)).isFile()) throw Object.assign(new Error('it is no file'), { code: 'no file' });
  await access(target, constants.W_OK);
  return target;
}

const REASONS: Readonly<Record<string, string>> = {
  'no file': 'there is a folder or device of that name',
  ENOENT: 'the folder does not exist',
  ENOTDIR: 'a part of the path is no folder',
  EACCES: 'we may not write there',
  EPERM: 'we may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

function unwritable(path: string, error: unknown): Refusal {
  const code = codeOf(error);
  const refusal = new Refusal(
    'file.unwritable',
    `${path} cannot be written: ${REASONS[code] ?? code}.`,
    'Name a file in a folder of yours with --out.',
  );
  refusal.cause = error;
  return refusal;
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : String(error);
}
