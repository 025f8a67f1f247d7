/** Reads one figure out of what a bench printed. */
import type { Finished } from './command.ts';

/**
 * A number in the JSON line of that name.
 * @throws {Error} when there is no such line, or no number in it: a bench says there what kept it from measuring
 */
export async function figure(bench: () => Promise<Finished>, name: string, field = 'value'): Promise<number> {
  const line = (await bench()).json.find((entry) => entry['name'] === name);
  if (!line) throw new Error(`the bench printed no line named ${name}`);
  const value = line[field];
  if (typeof value === 'string') throw new Error(value);
  if (typeof value !== 'number') throw new Error(`the line named ${name} has no number ${field}`);
  return value;
}
