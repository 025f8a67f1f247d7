/** An Apex method as a component calls it. */
import { post } from './http.js';

/** @param name `Class.method` */
export function apexMethod(name) {
  return (parameters) => post(`apex/${name}`, parameters ?? {});
}
