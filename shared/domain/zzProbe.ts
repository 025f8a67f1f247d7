/** Probe. */
export const a = Date.now() + Math.random() + new Date().getHours();
export const b = 'x'.localeCompare('y') + new Intl.NumberFormat().format(1) + (1).toLocaleString();
export function c(): void { try { console.log(process.env) } catch { } }
export async function d(): Promise<any> { return 1; }
export function e(): void { d(); }
// TODO x
