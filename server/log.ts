/** One line an event on stderr; facts that are not on the list are dropped, so that no secret can slip in. */
import pino from 'pino';
import type { Log } from './use/context.ts';

const FACTS = new Set(
  (
    'tenant connection run request object code reason state partner level status method path attempt wait port url ' +
    'calls duration accounts sure likely written unchanged failed removed changes gone rows refused problem'
  ).split(' '),
);

export function openLog(level: string): pino.Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}

export function eventLog(logger: pino.Logger, about: Readonly<Record<string, string>>): Log {
  return (event, facts = {}) => {
    const known = Object.entries({ ...about, ...facts }).filter(([name]) => FACTS.has(name));
    const failed = facts.state === 'failed' || event.endsWith('.failed');
    logger[failed ? 'warn' : 'info']({ event, ...Object.fromEntries(known) });
  };
}
