/** Stands in for the Apex gateway. */
import { org } from './org.js';

export default async function ask(request) {
  org.calls.push(request);
  return org.gateway(request);
}
