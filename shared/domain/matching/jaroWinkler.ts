/** How alike two words are when one may hold a typing error. */

const LONGEST = 32;
const usedA = new Uint8Array(LONGEST);
const usedB = new Uint8Array(LONGEST);

/** Jaro-Winkler similarity, 0–1, symmetric; words beyond 32 letters are compared by their first 32. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const m = Math.min(a.length, LONGEST);
  const n = Math.min(b.length, LONGEST);
  if (m === 0 || n === 0) return 0;
  const reach = Math.max(0, (Math.max(m, n) >> 1) - 1);
  const common = matches(a, b, m, n, reach);
  if (common === 0) return 0;
  const jaro = (common / m + common / n + (common - transpositions(a, b, m, n)) / common) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < m && prefix < n && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function matches(a: string, b: string, m: number, n: number, reach: number): number {
  usedA.fill(0, 0, m);
  usedB.fill(0, 0, n);
  let common = 0;
  for (let i = 0; i < m; i++) {
    const code = a.charCodeAt(i);
    const last = Math.min(n - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= last; j++) {
      if (usedB[j] === 1 || b.charCodeAt(j) !== code) continue;
      usedA[i] = 1;
      usedB[j] = 1;
      common++;
      break;
    }
  }
  return common;
}

function transpositions(a: string, b: string, m: number, n: number): number {
  let swapped = 0;
  let j = 0;
  for (let i = 0; i < m; i++) {
    if (usedA[i] !== 1) continue;
    while (j < n && usedB[j] !== 1) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) swapped++;
    j++;
  }
  return swapped >> 1;
}
