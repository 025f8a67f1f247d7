/** Two lists of companies and the truth about them: `node test/bench/matching/generate.ts --folder F --ours N --theirs M`. */
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { companiesOf, type Company } from './company.ts';
import { Random } from './random.ts';
import { registryOf } from './registry.ts';
import { emptyTally, type Others, type Side, type Tally, written } from './written.ts';

export interface Options {
  folder: string;
  ours: number;
  theirs: number;
  seed: number;
  /** A tenth of the companies shares one domain or one word of the name. */
  hot?: Hot | undefined;
}

export type Hot = 'domain' | 'token';

export interface Generated {
  ours: string;
  theirs: string;
  /** `ours_id,theirs_id`, one line a true pair; several of theirs may belong to one of ours. */
  truth: string;
  pairs: number;
  tally: Record<Side, Tally>;
}

/** True pairs a row of the shorter list; of them, the share that is a second row of the same company in their list. */
const TRUE = 0.3;
const TWICE_EVERY = 33;

const HOT_SHARE = 0.1;
const HOT_DOMAIN = 'firmenportal-nordwest.de';
const HOT_WORD = 'Zentrixa';

const HEADER = 'id,name,website,email,phone,street,postcode,city,country,duns\n';
const BLOCK = 1 << 20;

/** Writes OURS.csv, THEIRS.csv and TRUTH.csv; the same options give the same bytes. Ids are A1, A2 … and B1, B2 … by row. */
export function generate({ folder, ours, theirs, seed, hot }: Options): Generated {
  const pairs = Math.round(TRUE * Math.min(ours, theirs));
  const size = ours + theirs - pairs;
  const registry = registryOf(size, seed);
  const companyOf = companiesOf(registry, seed);
  // Slots below `pairs` hold the same company on both sides; the order of the rows tells nothing.
  const companies = new Random(seed, 5).shuffled(size);
  const ourOrder = new Random(seed, 6).shuffled(ours);
  const theirOrder = new Random(seed, 7).shuffled(theirs);
  const ourSlotOf = (slot: number): number => (slot % TWICE_EVERY === TWICE_EVERY - 1 ? slot - 1 : slot);
  const theirCompany = (slot: number): number =>
    companies[slot < pairs ? ourSlotOf(slot) : ours + slot - pairs] ?? 0;

  const random = new Random();
  const other = new Random(seed, 8);
  const others: Others = {
    domain: () => companyOf(other.below(size)).domain,
    word: () => registry.words[other.below(registry.words.length)] ?? '',
  };
  const heat = new Random();
  const heated = (company: Company, number: number): Company => {
    if (hot === undefined || !heat.restart(seed, 9, number).chance(HOT_SHARE)) return company;
    if (hot === 'domain') return { ...company, domain: HOT_DOMAIN };
    return { ...company, words: [HOT_WORD, ...company.words], telling: company.telling + 1 };
  };
  const tally = { ours: emptyTally(), theirs: emptyTally() };
  const rowOf = (side: Side, slot: number): string => {
    const number = side === 'ours' ? (companies[slot] ?? 0) : theirCompany(slot);
    const company = heated(companyOf(number), number);
    random.restart(seed, side === 'ours' ? 10 : 11, slot);
    return written(company, side, random, others, tally[side]).join(',');
  };

  mkdirSync(folder, { recursive: true });
  const files = {
    ours: join(folder, 'OURS.csv'),
    theirs: join(folder, 'THEIRS.csv'),
    truth: join(folder, 'TRUTH.csv'),
  };
  writeLines(files.ours, HEADER, ours, (row) => `A${row + 1},${rowOf('ours', ourOrder[row] ?? 0)}\n`);
  writeLines(files.theirs, HEADER, theirs, (row) => `B${row + 1},${rowOf('theirs', theirOrder[row] ?? 0)}\n`);
  const ourRow = new Uint32Array(ours);
  for (const [row, slot] of ourOrder.entries()) ourRow[slot] = row;
  writeLines(files.truth, 'ours_id,theirs_id\n', theirs, (row) => {
    const slot = theirOrder[row] ?? 0;
    return slot < pairs ? `A${(ourRow[ourSlotOf(slot)] ?? 0) + 1},B${row + 1}\n` : '';
  });
  return { ...files, pairs, tally };
}

/** In blocks of a megabyte, and on the disk when it returns, so that nobody measures our writing. */
function writeLines(file: string, header: string, lines: number, line: (at: number) => string): void {
  const handle = openSync(file, 'w');
  try {
    let block = header;
    for (let at = 0; at < lines; at++) {
      block += line(at);
      if (block.length >= BLOCK) {
        writeSync(handle, block);
        block = '';
      }
    }
    writeSync(handle, block);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string' },
      ours: { type: 'string', default: '1000000' },
      theirs: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
      hot: { type: 'string' },
    },
  });
  const { folder, hot } = values;
  if (folder === undefined) throw new TypeError('--folder says where the three files go.');
  if (hot !== undefined && hot !== 'domain' && hot !== 'token')
    throw new TypeError(`--hot ${hot}: there is domain and token.`);
  const from = performance.now();
  const { tally, pairs } = generate({
    folder,
    ours: Number(values.ours),
    theirs: Number(values.theirs),
    seed: Number(values.seed),
    hot,
  });
  const seconds = Math.round(performance.now() - from) / 1000;
  console.log(JSON.stringify({ name: 'generate', value: seconds, unit: 's', pairs, tally }));
}
