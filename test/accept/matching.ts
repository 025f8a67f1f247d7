/** Everything that the matcher promises: speed, memory, recall, precision, and what only tests can show. */
import { atLeast, atMost, once, type Check } from './check.ts';
import { npmRun } from './command.ts';
import { figure } from './figure.ts';
import { provedBy, testsIn } from './proof.ts';

const bench = (rows: number, ...more: string[]) =>
  once(() => npmRun('bench:matching', '--ours', `${rows}`, '--theirs', `${rows}`, ...more));

const million = bench(1_000_000);
const hundredThousand = bench(100_000);
const hot = {
  domain: bench(1_000_000, '--hot', 'domain'),
  token: bench(1_000_000, '--hot', 'token'),
};
const incremental = bench(1_000_000, '--incremental');

const firstLoad: Check[] = [
  atMost('matching.1M.seconds', 15, 's', () => figure(million, 'matching.seconds')),
  atMost('matching.1M.memory', 1.5, 'GB', () => figure(million, 'matching.memory')),
  atMost('matching.1M.ratio', 2.5, '× DuckDB', () => figure(million, 'matching.ratio')),
  atLeast('matching.1M.candidatesPerRecord', 15, '', () => figure(million, 'matching.candidatesPerRecord')),
  atLeast('matching.1M.candidateRecall', 0.99, '', () => figure(million, 'matching.candidateRecall')),
  atLeast('matching.1M.sure.precision', 0.98, '', () => figure(million, 'matching.sure.precision')),
  atMost('matching.100k.seconds', 2, 's', () => figure(hundredThousand, 'matching.seconds')),
  atMost('matching.hot.domain', 2, '× plain', () => figure(hot.domain, 'matching.hot.ratio')),
  atMost('matching.hot.token', 2, '× plain', () => figure(hot.token, 'matching.hot.ratio')),
];

const changes: Check[] = [
  atMost('matching.changed10k.memory', 0.5, 's', () => figure(incremental, 'matching.changed10k.memory')),
  atMost('matching.changed10k.postgres', 1.5, 's', () => figure(incremental, 'matching.changed10k.postgres')),
  atMost('matching.oneRecord.p99', 50, 'ms', () => figure(incremental, 'matching.oneRecord.p99')),
];

/** Prints a JSON line for each figure of the frozen half of the labelled set, named as here. */
const proofs = testsIn('test/matching', 'test/map', 'test/lists/candidates', 'test/bench/matching');

const labelled: Check[] = [
  atLeast('labelled.sure.precision', 0.98, '', () => figure(proofs, 'labelled.sure.precision')),
  atLeast('labelled.sure.recall', 0.6, '', () => figure(proofs, 'labelled.sure.recall')),
  atLeast('labelled.both.f1', 0.88, '', () => figure(proofs, 'labelled.both.f1')),
];

const tests: Check[] = [
  provedBy(proofs, 'labelled.guarded', 'the labelled set is whole, and its figures are held', /labelled/),
  provedBy(
    proofs,
    'matching.twoWays',
    'memory and store give the same candidates and scores',
    /candidates.*from memory and from the store/,
  ),
  provedBy(
    proofs,
    'matching.badInput',
    'bad rows are refused by line, everything else goes on',
    /map.*left out by line/,
    /map.*equal names/,
    /map.*refusals.*files/,
  ),
  provedBy(proofs, 'matching.lists', "the bench's lists are as its README says", /generated lists/),
];

export const checks: readonly Check[] = [...firstLoad, ...changes, ...labelled, ...tests];
