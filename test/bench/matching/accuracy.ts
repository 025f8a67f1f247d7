/** How right a matching was: pairs found against the truth that the lists were made from. */
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Accuracy {
  /** Of the pairs called sure. */
  surePrecision: number;
  sureRecall: number;
  likelyPrecision: number;
  /** Of the true pairs, those that are sure or likely. */
  recall: number;
  sure: number;
  likely: number;
}

/** For each row of theirs, from 0, the row of ours that it belongs to, or -1. */
export interface Truth {
  oursOf: Int32Array;
  pairs: number;
}

export function readTruth(file: string, theirs: number): Truth {
  const oursOf = new Int32Array(theirs).fill(-1);
  let pairs = 0;
  for (const line of readFileSync(file, 'latin1').split('\n').slice(1)) {
    const [ours, row] = line.split(',');
    if (ours === undefined || row === undefined) continue;
    oursOf[rowOf(row)] = rowOf(ours);
    pairs++;
  }
  return { oursOf, pairs };
}

/** Reads `ours_id,theirs_id,score,tier,…`, the ids being those of the generator. */
export async function accuracyOf(file: string, { oursOf, pairs }: Truth): Promise<Accuracy> {
  const found = { sure: 0, likely: 0 };
  const right = { sure: 0, likely: 0 };
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [ours = '', theirs = '', , tier] = line.split(',', 4);
    if (tier !== 'sure' && tier !== 'likely') continue;
    found[tier]++;
    if (oursOf[rowOf(theirs)] === rowOf(ours)) right[tier]++;
  }
  return {
    surePrecision: right.sure / found.sure,
    sureRecall: right.sure / pairs,
    likelyPrecision: right.likely / found.likely,
    recall: (right.sure + right.likely) / pairs,
    ...found,
  };
}

/** `A17` and `B17` stand in row 16. */
function rowOf(id: string): number {
  return Number(id.slice(1)) - 1;
}
