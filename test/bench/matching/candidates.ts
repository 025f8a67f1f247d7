/** Whether the true pairs are looked at at all: asks the index as `npm run map` does, without comparing anything. */
import { readSide } from '../../../server/map/readSide.ts';
import { Companies, KeyIndex } from '../../../shared/domain/matching.ts';
import type { Truth } from './accuracy.ts';
import type { Lists } from './lists.ts';

/** As many as `npm run map` looks at for one record. */
const MOST = 4_096;

/** The share of the true pairs that are among the candidates. */
export function candidateRecall(lists: Lists, { oursOf, pairs }: Truth): number {
  const [ours, theirs] = [lists.ours, lists.theirs].map((path) => {
    const side = readSide(path, false, () => undefined);
    // Rows are told by their place in the file, which a refused one would shift.
    if (side.refused > 0) throw new Error(`${side.refused} rows of ${path} were refused`);
    return Companies.over(side.companies);
  });
  if (!ours || !theirs) throw new RangeError('there are two lists');
  const index = KeyIndex.of(theirs);
  const seen = new Uint32Array(theirs.size);
  const found = new Uint32Array(MOST);
  let among = 0;
  let mark = 0;
  for (const [row, ourRow] of oursOf.entries()) {
    if (ourRow < 0) continue;
    index.candidates(ours.keysOf(ourRow), seen, ++mark, found);
    if (seen[row] === mark) among++;
  }
  return among / pairs;
}
