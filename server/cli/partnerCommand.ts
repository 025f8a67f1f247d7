/** What every partner command shares: the tenant, the way to an open application, and how it tells a failure. */
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { openApp, type App, type OpenOptions } from '../app.ts';
import { readConfig } from '../config.ts';
import type { Context } from '../use/context.ts';
import { chooseConnection } from './chooseConnection.ts';
import { EXIT, toldOf } from './outcome.ts';
import { PhaseBars } from './phaseBars.ts';
import { wordsOf } from './words.ts';

const words = wordsOf('common');
/** Whatever has not ended so long after the first Ctrl-C is taken up by the next run; milliseconds. */
const PATIENCE = 10_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export const connectionFlag = Flags.string({
  char: 'c',
  summary: words.getMessage('flags.connection.summary'),
});

export interface Place {
  tenant: string;
  connection?: string | undefined;
}

/** Ends the command with its exit code; what there is to say has been said. */
class Said extends Error {
  readonly skipOclifErrorHandling = true;
  readonly oclif: { exit: number };
  constructor(message: string, exit: number) {
    super(message);
    this.oclif = { exit };
  }
}

export abstract class PartnerCommand<T> extends SfCommand<T> {
  static override readonly baseFlags = {
    ...SfCommand.baseFlags,
    tenant: Flags.string({ summary: words.getMessage('flags.tenant.summary'), default: 'default' }),
  };

  /** Aborted by the first Ctrl-C, so that work in hand ends where it can go on; the second ends the process. */
  readonly #interruption = new AbortController();

  protected get signal(): AbortSignal {
    return this.#interruption.signal;
  }

  /** Opens the application for as long as `work` takes. */
  protected async withApp<R>(work: (app: App) => Promise<R>): Promise<R> {
    this.#listen();
    // A person at a terminal is told by tables and bars; log lines are for servers unless asked for.
    const app = await openApp(readConfig({ LOG_LEVEL: 'error', ...process.env }));
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  }

  /** Opens one connection of the tenant: the named one, or the only one there is. */
  protected withConnection<R>(
    place: Place,
    work: (context: Context, app: App) => Promise<R>,
    options: Pick<OpenOptions, 'admin'> = {},
  ): Promise<R> {
    return this.withApp(async (app) => {
      const connection = await chooseConnection(app, place);
      const bars = new PhaseBars(!this.jsonEnabled() && process.stderr.isTTY);
      const context = await app.open(place.tenant, connection, {
        ...options,
        signal: this.signal,
        progress: (step) => bars.show(step),
      });
      try {
        return await work(context, app);
      } finally {
        bars.stop();
        await context.close();
      }
    });
  }

  /** The command did what it could and some of it was refused. */
  protected partlyRefused(): void {
    process.exitCode = EXIT.refused;
  }

  protected override async catch(error: Error): Promise<never> {
    this.spinner.stop();
    const { code, message, next, exitCode } = toldOf(error);
    process.exitCode = exitCode;
    if (this.jsonEnabled()) this.logJson({ status: exitCode, code, message, ...(next && { next }) });
    else this.logToStderr([`${words.getMessage('error')} ${message}`, ...(next ? [next] : [])].join('\n'));
    throw new Said(message, exitCode);
  }

  #listen(): void {
    for (const signal of SIGNALS) {
      // The framework's own listeners end the process at once and would leave a run without its last commit.
      process.removeAllListeners(signal);
      process.once(signal, () => {
        process.once(signal, () => process.exit(EXIT.interrupted));
        setTimeout(() => process.exit(EXIT.interrupted), PATIENCE).unref();
        this.#interruption.abort();
      });
    }
  }
}
