/** How an act ended, as the form or button that started it has to know. */
import type { RefusalAnswer } from '@alongside/shared/contract/answer.ts';

export type Outcome =
  | { readonly kind: 'done' }
  /** In the refusal's own words. */
  | { readonly kind: 'refused'; readonly refusal: RefusalAnswer }
  /** Nobody knows whether it was done; the same request again does it once. */
  | { readonly kind: 'unanswered' };
