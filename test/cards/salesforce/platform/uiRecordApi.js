/** Stands in for the platform's record service. */
import { org } from './org.js';
import { wireAdapter } from './wire.js';

export const getRecord = wireAdapter();

export async function notifyRecordUpdateAvailable(records) {
  org.notified.push(...records.map(({ recordId }) => recordId));
}
