/** What `npm run race` may be asked for. */
import { parseArgs } from 'node:util';
import type { CrmName } from '../../server/demo/customer.ts';
import type { StoreName } from './stand.ts';

const USAGE =
  'Usage: npm run race -- [--runs 100] [--claimants 200] [--store sqlite,postgres] [--crm salesforce,hubspot]';
const FEWEST_CLAIMANTS = 4;

export interface Options {
  runs: number;
  claimants: number;
  stores: readonly StoreName[];
  crms: readonly CrmName[];
}

/** @throws TypeError that says what is wrong and what there is */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      runs: { type: 'string', default: '100' },
      claimants: { type: 'string', default: '200' },
      store: { type: 'string', default: 'sqlite,postgres' },
      crm: { type: 'string', default: 'salesforce,hubspot' },
    },
  });
  const whole = (name: 'runs' | 'claimants', least: number): number => {
    const given = Number(values[name]);
    if (Number.isInteger(given) && given >= least && given <= 2_000) return given;
    throw new TypeError(
      `--${name} ${values[name]}: a whole number from ${least} to 2000 is needed. ${USAGE}`,
    );
  };
  const list = <T extends string>(name: 'store' | 'crm', known: readonly T[]): T[] =>
    values[name].split(',').map((given) => {
      const found = known.find((one) => one === given);
      if (!found) throw new TypeError(`--${name} ${given}: there is ${known.join(' and ')}. ${USAGE}`);
      return found;
    });
  return {
    runs: whole('runs', 1),
    claimants: whole('claimants', FEWEST_CLAIMANTS),
    stores: list<StoreName>('store', ['sqlite', 'postgres']),
    crms: list<CrmName>('crm', ['salesforce', 'hubspot']),
  };
}
