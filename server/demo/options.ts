/** What a person may ask of the demo on its command line. */
import { parseArgs } from 'node:util';
import type { Edition, WorldKind } from '../sandbox/world.ts';

export const USAGE =
  'Usage: npm run demo -- [--exit] [--world clean|lived-in] [--edition free|professional|enterprise] [--port N]';

const WORLDS: readonly WorldKind[] = ['clean', 'lived-in'];
const EDITIONS: readonly Edition[] = ['free', 'professional', 'enterprise'];

export interface DemoOptions {
  /** End after the summary instead of serving the workbench. */
  exit: boolean;
  world: WorldKind;
  /** Of HubSpot. */
  edition: Edition;
  /** Of the workbench; 0 is any free one. */
  port: number;
}

/** @throws TypeError that names the option. */
export function readOptions(argv: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      exit: { type: 'boolean', default: false },
      world: { type: 'string', default: 'clean' },
      edition: { type: 'string', default: 'professional' },
      port: { type: 'string', default: '0' },
    },
  });
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535)
    throw new TypeError(`--port must be a whole number from 0 to 65535, not '${values.port}'.`);
  return {
    exit: values.exit,
    world: oneOf('--world', values.world, WORLDS),
    edition: oneOf('--edition', values.edition, EDITIONS),
    port,
  };
}

function oneOf<T extends string>(option: string, given: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === given);
  if (found === undefined)
    throw new TypeError(`${option} must be one of ${allowed.join(', ')}, not '${given}'.`);
  return found;
}
