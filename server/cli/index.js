/** Tells oclif which commands there are: from the source in a checkout, from the build in an installed package. */
import { existsSync } from 'node:fs';

const source = new URL('./commands.ts', import.meta.url);
const built = new URL('../../lib/server/cli/commands.js', import.meta.url);

export const { COMMANDS } = await import((existsSync(source) ? source : built).href);
