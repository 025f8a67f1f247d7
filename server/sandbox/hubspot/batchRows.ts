/** How the rows of a batch succeed or fail, together or one by one, and what a batch answers. */
import { optionalText, textIn, type Json } from './body.ts';
import type { Collection } from './collection.ts';
import { invalid, Refusal } from './refusal.ts';
import type { Answer, Call } from './route.ts';

interface RowError {
  status: 'error';
  category: string;
  message: string;
  context: Record<string, string[]>;
}

export interface Row {
  /** Unique values the row takes, which no other row of the batch may take too. */
  claims: string[];
  act: () => Json;
}

/**
 * Writes each row. Rows that carry an objectWriteTraceId succeed or fail one by one (207); without it
 * the first refused row refuses the whole batch before anything is written.
 */
export function writeRows(
  call: Call,
  status: number,
  inputs: Json[],
  prepare: (input: Json) => Row,
  before: RowError[] = [],
): Answer {
  const isTraced =
    inputs.length > 0 && inputs.every((input) => optionalText(input, 'objectWriteTraceId') !== undefined);
  const results: Json[] = [];
  const errors = [...before];
  if (!isTraced) {
    const rows = inputs.map(prepare);
    refuseTwins(rows.flatMap(({ claims }) => claims));
    return batchAnswer(
      call,
      status,
      rows.map(({ act }) => act()),
      errors,
    );
  }
  for (const input of inputs) {
    const trace = textIn(input, 'objectWriteTraceId');
    try {
      results.push({ ...prepare(input).act(), objectWriteTraceId: trace });
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      errors.push(rowError(refusal, trace));
    }
  }
  return batchAnswer(call, status, results, errors);
}

function rowError(refusal: Refusal, trace: string): RowError {
  const { errors, context } = refusal.extra;
  return {
    status: 'error',
    category: refusal.category,
    message: refusal.message,
    ...(errors && { errors }),
    context: { ...context, objectWriteTraceId: [trace] },
  };
}

export function notFound(collection: Collection, ids: string[]): RowError {
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    message: `Could not get some ${collection.type.singular.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
    context: { ids },
  };
}

export function batchAnswer(call: Call, status: number, results: Json[], errors: RowError[]): Answer {
  const at = new Date(call.portal.now()).toISOString();
  const body = { status: 'COMPLETE', results, requestedAt: at, startedAt: at, completedAt: at };
  if (errors.length === 0) return { status, body };
  const numErrors = errors.reduce((sum, { context }) => sum + (context['ids']?.length ?? 1), 0);
  return { status: 207, body: { ...body, numErrors, errors } };
}

export function refuseTwins(ids: string[]): void {
  const twins = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twins.length > 0) {
    throw invalid(
      `Duplicate IDs found in batch input: [${[...new Set(twins)].join(', ')}]. IDs must be unique`,
      {
        context: { ids: [...new Set(twins)] },
      },
    );
  }
}
