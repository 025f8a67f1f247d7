/** Shows how a run over accounts ended, in the same words wherever it was started. */
import type { Run } from '../use/collections.ts';
import { wordsOf } from './words.ts';

const words = wordsOf('map');

/** A run ended well when it was not held and the CRM refused nothing. */
export function endedWell(run: Run): boolean {
  return run.state === 'done' && (run.counts['failed'] ?? 0) === 0;
}

export function linesAbout(run: Run): string[] {
  const count = (name: string) => String(run.counts[name] ?? 0);
  const seconds = (((run.endedAt ?? run.startedAt) - run.startedAt) / 1_000).toFixed(1);
  const { calls } = run;
  return [
    words.getMessage('done', [count('accounts'), count('sure'), count('likely')]),
    words.getMessage('written', [
      ...['written', 'unchanged', 'removed', 'failed'].map(count),
      String(calls),
      seconds,
    ]),
    ...(run.state === 'held' ? [words.getMessage('held')] : []),
    ...(run.counts['failed'] ? [words.getMessage('failed')] : []),
  ];
}
