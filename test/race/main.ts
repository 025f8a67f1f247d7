/** `npm run race -- [--runs 100]`: many claim one exclusive part at once, on one server and on two, whatever dies meanwhile. */
import { Progress } from './progress.ts';
import { runOn } from './course.ts';
import { type Options, readOptions } from './options.ts';
import { planned } from './plan.ts';
import { Score } from './score.ts';

const BAD_USAGE = 2;
/** As a connection is set up; seconds. */
const POLL = 60;
/** Of the violations so many are told. */
const TOLD = 20;

const options = optionsOf(process.argv.slice(2));
// The embedded database would end the process with 0.
process.exit(options ? await run(options) : BAD_USAGE);

function optionsOf(argv: readonly string[]): Options | null {
  try {
    return readOptions(argv);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return null;
  }
}

async function run({ runs, claimants, stores, crms }: Options): Promise<number> {
  const races = planned(runs, stores, crms);
  const progress = new Progress(races.length);
  const score = new Score();
  const from = performance.now();
  for (const store of stores) {
    const here = races.filter((one) => one.store === store);
    await runOn(store, here, { claimants, pollSeconds: POLL }, score, progress);
  }
  progress.end();
  const { violations, ...figures } = score.figures();
  const ok = violations.length === 0;
  const seconds = Math.round((performance.now() - from) / 1_000);
  const line = {
    name: 'race',
    ok,
    ...figures,
    seconds,
    violations: violations.length,
    told: violations.slice(0, TOLD),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  return ok ? 0 : 1;
}
