/** Says in one line what writing would take of what the CRM has left. */
import type { Costs } from '../use/costs.ts';
import { wordsOf } from './words.ts';

const words = wordsOf('common');
const MEGABYTE = 1024 * 1024;

export function costLine({ rows, bytes, bytesLeft, calls, callsLeft }: Costs): string {
  const megabytes = (size: number) => (size / MEGABYTE).toFixed(1);
  const storage =
    bytes === null || bytesLeft === null
      ? words.getMessage('costs.noStorage')
      : words.getMessage('costs.storage', [String(rows), megabytes(bytes), megabytes(bytesLeft)]);
  const left =
    callsLeft === null
      ? words.getMessage('costs.noCalls')
      : words.getMessage('costs.calls', [String(callsLeft)]);
  return words.getMessage('costs', [storage, String(calls), left]);
}
