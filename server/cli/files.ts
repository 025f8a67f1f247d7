/** Reads and writes the files that commands are given, and says plainly when that cannot be done. */
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../use/context.ts';
import type { Words } from './words.ts';

/** `-` is standard input. @throws Refusal with the words `unreadable` and `unreadable.next` */
export async function bytesOf(path: string, words: Words): Promise<AsyncIterable<Uint8Array>> {
  if (path === '-') return process.stdin;
  try {
    const file = await open(path);
    const isFolder = (await file.stat()).isDirectory();
    if (!isFolder) return file.createReadStream();
    await file.close();
  } catch (error) {
    throw unreadable(path, codeOf(error), words, error);
  }
  throw unreadable(path, 'EISDIR', words);
}

export async function textOf(path: string, words: Words): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await bytesOf(path, words)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Opens the file only when the first line is asked for: a reader that waits meanwhile would lose lines. */
export async function* linesOf(path: string, words: Words): AsyncGenerator<string> {
  const input = Readable.from(await bytesOf(path, words));
  yield* createInterface({ input, crlfDelay: Infinity });
}

/**
 * Writes lines to a new file, or to standard output when no path is given. Answers how many lines there were.
 * @throws Refusal with the words `exists` and `exists.next` when the file is there
 */
export async function writeLines(
  path: string | undefined,
  lines: AsyncIterable<string>,
  words: Words,
): Promise<number> {
  let count = 0;
  async function* counted(): AsyncGenerator<string> {
    for await (const line of lines) {
      count += 1;
      yield `${line}\n`;
    }
  }
  await pipeline(
    Readable.from(counted()),
    path === undefined ? standardOutput() : await newFile(path, words),
  );
  return count;
}

async function newFile(path: string, words: Words): Promise<Writable> {
  try {
    // Made before anything is read, so that a backup never lies where others may read it.
    await (await open(path, 'wx', 0o600)).close();
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    throw new Refusal('file.exists', words.getMessage('exists', [path]), words.getMessage('exists.next'));
  }
  return createWriteStream(path, { mode: 0o600 });
}

/** Standard output stays open for what the command still has to say. */
function standardOutput(): Writable {
  return new Writable({
    write: (chunk, _encoding, done) => {
      process.stdout.write(chunk as Uint8Array, (error) => done(error));
    },
  });
}

function unreadable(path: string, code: string, words: Words, cause?: unknown): Refusal {
  const refusal = new Refusal(
    'file.unreadable',
    words.getMessage('unreadable', [path, code]),
    words.getMessage('unreadable.next'),
  );
  if (cause !== undefined) refusal.cause = cause;
  return refusal;
}

export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'unknown';
}
