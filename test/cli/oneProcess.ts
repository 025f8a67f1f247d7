/** The far side of `terminal.ts`: runs each command that it is sent as the program does, and says how it ended. */
import { pathToFileURL } from 'node:url';
import { flush, run } from '@oclif/core';
import { END } from './terminal.ts';
import { PROGRAM } from './world.ts';

process.on('message', (args: string[]) => void answer(args));

async function answer(args: readonly string[]): Promise<void> {
  process.exitCode = undefined;
  await runOne(args);
  const code = process.exitCode ?? 0;
  process.stderr.write(END);
  process.stdout.write(END, () => process.send?.(code));
}

async function runOne(args: readonly string[]): Promise<void> {
  try {
    await run(['partner', ...args], pathToFileURL(PROGRAM).href);
    await flush();
  } catch (error) {
    const { oclif, skipOclifErrorHandling, stack } = error as Error & {
      oclif?: { exit?: number };
      skipOclifErrorHandling?: boolean;
    };
    if (!skipOclifErrorHandling) process.stderr.write(`${stack}\n`);
    process.exitCode = oclif?.exit ?? 1;
  }
}
