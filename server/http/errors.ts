/** What a caller is told when something goes wrong: never more than a refusal we phrased for them. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { CrmError, StoreError } from '../ports.ts';
import { type Log, Refusal } from '../use/context.ts';
import { faultCode } from '../use/faultCode.ts';

/** Everything that has no route looks alike, whether it exists for someone else or not at all. */
export const notFound: RequestHandler = (_request, response) => {
  response.status(404).json({ code: 'notFound' });
};

export function errorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status >= 500) log('request.failed', { method: request.method, status, code: faultCode(error) });
    if (status === 503) response.setHeader('Retry-After', '5');
    response
      .status(status)
      .json(
        error instanceof Refusal ? { code: error.code, message: error.message } : { code: codeOf(status) },
      );
  };
}

function statusOf(error: unknown): number {
  if (error instanceof Refusal) return 400;
  if (error instanceof StoreError || error instanceof CrmError) return 503;
  // What the framework itself found wrong with a request: too large, badly encoded, cut off.
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

function codeOf(status: number): string {
  if (status === 413) return 'tooLarge';
  if (status === 503) return 'unavailable';
  return status >= 500 ? 'failed' : 'badRequest';
}
