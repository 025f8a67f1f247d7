/** Gathers the page of registrations. */
import type { Freshness } from '../../../shared/views/frame.ts';
import { ageOf, type Desk } from './desk.ts';

export async function inboxState(desk: Desk): Promise<Freshness> {
  return { stamp: null, age: await ageOf(desk, null) };
}
