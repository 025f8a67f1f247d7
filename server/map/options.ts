/** What a person may ask of `npm run map` on its command line. */
import { parseArgs } from 'node:util';

export const USAGE = 'Usage: npm run map -- --ours A.csv --theirs B.csv --out OUT.csv [--json]';

export interface MapOptions {
  /** Paths of the two lists; may be the same. */
  ours: string;
  theirs: string;
  /** Path of the file to write; one that is there is replaced when the new one is complete. */
  out: string;
  json: boolean;
}

/** @throws TypeError that names the option */
export function readOptions(argv: readonly string[]): MapOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      ours: { type: 'string' },
      theirs: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const path = (option: 'ours' | 'theirs' | 'out'): string => {
    const value = values[option];
    if (value) return value;
    throw new TypeError(`--${option} is missing: it takes the path of a CSV file.`);
  };
  return { ours: path('ours'), theirs: path('theirs'), out: path('out'), json: values.json };
}
