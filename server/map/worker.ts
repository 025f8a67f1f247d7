/** A thread of `npm run map`: does one task after the other and answers each. */
import { parentPort } from 'node:worker_threads';
import { Companies } from '../../shared/domain/matching/companies.ts';
import { indexPart, KeySet } from '../../shared/domain/matching/keyIndex.ts';
import { Learnt, together } from '../../shared/domain/matching/learnt.ts';
import { Refusal } from '../use/context.ts';
import { Matching } from './matching.ts';
import { readSide } from './readSide.ts';
import type { Asked, Sides, TaskName, Tasks, Told } from './tasks.ts';

let learnt: Learnt | null = null;
let matching: Matching | null = null;

parentPort?.on('message', (asked: Asked) => {
  try {
    tell({ kind: 'answer', answer: answerTo(asked) });
  } catch (error) {
    // Anything but a refusal is a bug and ends the thread, of which the main thread hears.
    if (!(error instanceof Refusal)) throw error;
    const { code, message, next } = error;
    tell({ kind: 'refusal', refusal: { code, next, message: message.slice(0, -next.length).trim() } });
  }
});

function answerTo(asked: Asked): Tasks[TaskName]['answered'] {
  switch (asked.task) {
    case 'read':
      return readSide(asked.path, asked.asks, (done) => tell({ kind: 'progress', done }));
    case 'index':
      return index(asked);
    case 'open':
      matching = new Matching(asked, learntOf(asked.sides));
      return null;
    case 'match':
      return matching!.match(asked.from, asked.to);
  }
}

function index({ sides, weigh, part }: Tasks['index']['asked']): Tasks['index']['answered'] {
  for (const side of weigh) learntOf(sides).weigh(Companies.over(sides[side].companies));
  const theirs = Companies.over(sides.theirs.companies);
  return indexPart(theirs, part, sides.ours.keys === null ? undefined : new KeySet(sides.ours.keys));
}

/** What both lists together tell of words and places. */
function learntOf({ ours, theirs, same }: Sides): Learnt {
  learnt ??= new Learnt(same ? ours.counts : together([ours.counts, theirs.counts]));
  return learnt;
}

function tell(told: Told): void {
  if (told.kind === 'answer' && told.answer !== null && 'lines' in told.answer)
    parentPort?.postMessage(told, [told.answer.lines.buffer]);
  else parentPort?.postMessage(told);
}
