/** `npm run demo`: two imitated CRMs, connected, provisioned and mapped as a customer would, then served for a look. */
import { once } from 'node:events';
import { CUSTOMERS } from './demo/customer.ts';
import { readOptions, USAGE, type DemoOptions } from './demo/options.ts';
import { Stage } from './demo/stage.ts';
import { jsonOf, textOf, type CustomerSummary } from './demo/summary.ts';
import { seedCompany } from './sandbox/seed.ts';
import { Refusal } from './use/context.ts';

const EXIT = { refused: 1, usage: 2, interrupted: 130 } as const;

async function demo(options: DemoOptions, stop: AbortSignal): Promise<void> {
  const started = performance.now();
  const stage = await Stage.open(seedCompany(), options);
  try {
    const summaries: CustomerSummary[] = [];
    for (const customer of CUSTOMERS) summaries.push(await stage.begin(customer, stop));
    console.log(`\n${textOf(summaries)}\n`);
    const { workbench } = stage;
    if (!workbench) {
      console.log(jsonOf(summaries, (performance.now() - started) / 1000));
      return;
    }
    await stage.serve();
    console.log(`Try the cards in both CRMs: ${workbench.url}\nEnd with Ctrl-C.`);
    if (!stop.aborted) await once(stop, 'abort');
  } finally {
    await stage.close();
  }
}

async function main(): Promise<number> {
  let options: DemoOptions;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return EXIT.usage;
  }
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  try {
    await demo(options, stopping.signal);
    return 0;
  } catch (error) {
    if (stopping.signal.aborted) return EXIT.interrupted;
    if (error instanceof Refusal) {
      console.error(error.message);
      return EXIT.refused;
    }
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    console.error(`Port ${options.port} is in use. Choose another with --port, or 0 for any free one.`);
    return EXIT.usage;
  }
}

process.exitCode = await main();
