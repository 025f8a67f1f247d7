/** What an act may be refused for, before anything is written. */
import type { refusalAnswer } from '../../../shared/views/answers.ts';

export type Refused = Parameters<typeof refusalAnswer>[0];
