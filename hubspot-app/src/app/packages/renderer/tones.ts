/** HubSpot's names for how something stands. */
import type { Tone } from '@alongside/shared/contract/value.ts';

export const TAG = {
  neutral: 'default',
  info: 'info',
  good: 'success',
  warning: 'warning',
  bad: 'error',
} as const satisfies Record<Tone, string>;

export const STATUS = { ...TAG, bad: 'danger' } as const;

export const ALERT = { ...STATUS, neutral: 'tip' } as const;
