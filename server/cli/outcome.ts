/** What is said and which exit code is given when a command does not succeed: place, reason, next step, never a stack. */
import { CrmError, type CrmFault, StoreError } from '../ports.ts';
import { ConfigError } from '../config.ts';
import { Refusal } from '../use/context.ts';

export const EXIT = { done: 0, refused: 1, usage: 2, interrupted: 130 } as const;

export interface Told {
  /** Stable, for scripts: `store.locked`, `crm.expired`, `list.empty`. */
  code: string;
  message: string;
  next: string | null;
  exitCode: number;
}

const AFTER_FAULT: Readonly<Record<CrmFault['kind'], string>> = {
  throttled: 'The CRM asks us to wait. Try again in a few minutes.',
  exhausted:
    'Our share of the daily calls is spent. Try again tomorrow, or raise apiShare in the settings file.',
  busy: 'The record is locked by someone else. Try again.',
  expired: 'Connect it again with: sf partner connect.',
  denied: 'Give the integration user access to it, then see: sf partner doctor.',
  missing: 'See what is missing with: sf partner doctor.',
  duplicate: 'Another record holds this value. Mend one of the two in the CRM.',
  rejected: 'Mend what it names in the CRM and try again.',
  garbled: 'Try again; if it stays so, something stands between us and the CRM.',
  down: 'See whether the CRM can be reached from this machine, then try again.',
};

export function toldOf(error: unknown): Told {
  if (error instanceof Refusal) {
    const message = error.message.endsWith(error.next)
      ? error.message.slice(0, -error.next.length).trim()
      : error.message;
    // A path that cannot be read is a wrong argument, as an unknown option is.
    const exitCode = error.code === 'file.unreadable' ? EXIT.usage : EXIT.refused;
    return { code: error.code, message, next: error.next, exitCode };
  }
  if (error instanceof CrmError) {
    const { kind } = error.fault;
    return { code: `crm.${kind}`, message: error.message, next: AFTER_FAULT[kind], exitCode: EXIT.refused };
  }
  if (error instanceof StoreError) {
    return { code: `store.${error.fault}`, message: error.message, next: null, exitCode: EXIT.refused };
  }
  if (isSetting(error)) return { code: 'setting', message: error.message, next: null, exitCode: EXIT.usage };
  if (isInterruption(error)) {
    const message = 'Interrupted. What was done so far is kept.';
    return {
      code: 'interrupted',
      message,
      next: 'Run the same command to go on.',
      exitCode: EXIT.interrupted,
    };
  }
  return ofTheFramework(error);
}

/** Settings of the environment and of the file alike; the file's own error class belongs to its module. */
function isSetting(error: unknown): error is Error {
  return (
    error instanceof ConfigError ||
    (error instanceof Error && ['SettingsError', 'VaultError'].includes(error.name))
  );
}

function isInterruption(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Errors of oclif and of sf's own libraries carry an exit code or next steps of their own; anything else is a bug. */
function ofTheFramework(error: unknown): Told {
  const raised = error as Partial<Error> & { oclif?: { exit?: number }; actions?: string[]; code?: string };
  const message = raised.message ?? String(error);
  if (raised.oclif?.exit !== undefined) {
    return { code: 'usage', message, next: raised.actions?.join(' ') ?? null, exitCode: raised.oclif.exit };
  }
  if (raised.actions) {
    return { code: raised.name ?? 'error', message, next: raised.actions.join(' '), exitCode: EXIT.refused };
  }
  const isPath = typeof raised.code === 'string' && /^E[A-Z]+$/.test(raised.code);
  if (isPath)
    return {
      code: raised.code ?? '',
      message,
      next: 'See whether the file or address is right.',
      exitCode: EXIT.refused,
    };
  const next = 'This is a fault of Alongside itself. Please report it with the command that you ran.';
  return { code: 'bug', message: `${raised.name ?? 'Error'}: ${message}`, next, exitCode: EXIT.refused };
}
