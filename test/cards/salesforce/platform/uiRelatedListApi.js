/** Stands in for the platform's related lists. */
import { wireAdapter } from './wire.js';

export const getRelatedListRecords = wireAdapter();
