/** Turns a clean org into one that people have worked in for years. */
import type { SalesforceOrg } from './org.ts';

export function liveIn(_org: SalesforceOrg): void {}
