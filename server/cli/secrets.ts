/** Takes secrets from a file, the environment or standard input, never from the command line, where others can read them. */
import { Refusal } from '../use/context.ts';
import { textOf } from './files.ts';
import { wordsOf } from './words.ts';

const words = wordsOf('secrets');

/**
 * `-` as a file is standard input.
 * @throws Refusal when neither a file nor the variable is given, or what is there is empty
 */
export async function secretFrom(
  file: string | undefined,
  variable: string,
  flag: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<string> {
  const text = (file === undefined ? (env[variable] ?? '') : await textOf(file, words)).trim();
  if (text !== '') return text;
  throw new Refusal(
    'secret.missing',
    words.getMessage(file === undefined ? 'missing' : 'empty', [file ?? `--${flag}`]),
    words.getMessage('next', [flag, variable]),
  );
}
