#!/usr/bin/env node
/** Runs the partner commands without the sf CLI: `npm run partner -- status` is `sf partner status`. */
const NEEDED = 24;
const BAD_USAGE = 2;
const TOPIC = 'partner';

if (Number.parseInt(process.versions.node, 10) < NEEDED) {
  process.stderr.write(
    `Alongside needs Node ${NEEDED} and this is ${process.versions.node}. Run it with a newer one.\n`,
  );
  process.exit(BAD_USAGE);
}

const { enableCompileCache } = await import('node:module');
// Most of a command's start is compiling the same libraries again.
enableCompileCache();

const { flush, handle, run } = await import('@oclif/core');
const given = process.argv.slice(2);
const args = given[0] === TOPIC || given[0] === '--version' ? given : [TOPIC, ...given];
try {
  await run(args, import.meta.url);
  await flush();
} catch (error) {
  const isUnknown = error instanceof Error && /^command .* not found$/i.test(error.message);
  if (isUnknown) {
    process.stderr.write(
      `There is no ${error.message.slice(8, -10).replaceAll(':', ' ')}. See: partner --help\n`,
    );
    process.exit(BAD_USAGE);
  }
  await handle(error instanceof Error ? error : new Error(String(error)));
}
