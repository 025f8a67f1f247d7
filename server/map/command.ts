/** The command from its arguments to its exit code. */
import { Refusal } from '../use/context.ts';
import { mapFiles } from './mapFiles.ts';
import { readOptions, USAGE, type MapOptions } from './options.ts';
import { ProgressLine, refusalsText, summaryText } from './report.ts';

const EXIT = { done: 0, refused: 1, usage: 2, interrupted: 130 } as const;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** @param argv what follows the name of the command */
export async function main(argv: readonly string[]): Promise<number> {
  let options: MapOptions;
  try {
    options = readOptions(argv);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    return EXIT.usage;
  }
  const stopping = new AbortController();
  // Heard every time: npm passes on a Ctrl-C that the terminal has sent to us as well.
  for (const signal of SIGNALS) process.on(signal, () => stopping.abort());
  return run(options, stopping.signal);
}

async function run(options: MapOptions, stop: AbortSignal): Promise<number> {
  const line = new ProgressLine();
  try {
    const { summary, refusals } = await mapFiles(options, stop, (step) => line.show(step));
    line.end();
    process.stderr.write(refusalsText(refusals));
    process.stdout.write(`${options.json ? JSON.stringify(summary) : summaryText(summary, options.out)}\n`);
    return summary.refused > 0 ? EXIT.refused : EXIT.done;
  } catch (error) {
    line.end();
    if (stop.aborted) {
      process.stderr.write('Interrupted; nothing was written.\n');
      return EXIT.interrupted;
    }
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    return EXIT.refused;
  }
}
