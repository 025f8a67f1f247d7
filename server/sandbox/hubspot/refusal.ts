/** What HubSpot answers when it refuses: one error shape for the whole API. */
import { createHash } from 'node:crypto';

export interface RefusalDetail {
  message: string;
  code?: string;
  in?: string;
  subCategory?: string;
  context?: Record<string, string[]>;
}

export interface RefusalExtra {
  subCategory?: string;
  errors?: RefusalDetail[];
  context?: Record<string, string[]>;
  links?: Record<string, string>;
  /** Older services answer further fields, such as policyName beside a 429. */
  more?: Record<string, unknown>;
  /** Response headers, such as Retry-After. */
  headers?: Record<string, string>;
}

/** Thrown anywhere in the imitation; becomes the vendor's error body with this HTTP status. */
export class Refusal extends Error {
  readonly status: number;
  readonly category: string;
  readonly extra: RefusalExtra;

  constructor(status: number, category: string, message: string, extra: RefusalExtra = {}) {
    super(message);
    this.status = status;
    this.category = category;
    this.extra = extra;
  }

  body(correlationId: string): Record<string, unknown> {
    const { subCategory, errors, context, links, more } = this.extra;
    return {
      status: 'error',
      message: this.message,
      correlationId,
      ...(errors && { errors }),
      ...(context && { context }),
      ...(links && { links }),
      category: this.category,
      ...(subCategory && { subCategory }),
      ...more,
    };
  }
}

/** 400: the request itself is wrong. */
export function invalid(message: string, extra: RefusalExtra = {}): Refusal {
  return new Refusal(400, 'VALIDATION_ERROR', message, extra);
}

/** 404: no such record, definition or route. */
export function missing(message = 'resource not found', extra: RefusalExtra = {}): Refusal {
  return new Refusal(404, 'OBJECT_NOT_FOUND', message, extra);
}

/** 403 of an edition that lacks the feature. */
export function notInEdition(feature: string, edition: string): Refusal {
  return new Refusal(
    403,
    'FORBIDDEN',
    `This portal does not have access to ${feature}. It requires ${edition}.`,
  );
}

/** A correlation id in the vendor's format, reproducible from the count of requests. */
export function correlationId(count: number): string {
  const hex = createHash('sha256').update(`correlation ${count}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
