/** The CSV text that Bulk 2.0 takes: an empty cell leaves a field as it is, #N/A empties it. */

/** Salesforce takes 150 MB of base64 a job, which is about this many bytes of text. */
export const LARGEST_FILE = 100 * 1024 * 1024;

export type Cells = Readonly<Record<string, unknown>>;

export function columnsOf(rows: readonly Cells[]): string[] {
  const columns = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) columns.add(name);
  return [...columns];
}

export function csvLine(columns: readonly string[], row: Cells): string {
  return `${columns.map((column) => cell(row[column])).join(',')}\n`;
}

function cell(value: unknown): string {
  if (value === undefined) return '';
  if (value === null || value === '') return '#N/A';
  const text = String(value);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
