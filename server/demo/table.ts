/** Draws rows of text as columns for a terminal: the first column to the left, numbers to the right. */

const WIDEST = 74;

/** @param rows the titles first */
export function drawTable(rows: readonly (readonly (string | number)[])[]): string {
  const texts = rows.map((row) => row.map((cell) => cut(String(cell))));
  const columns = (rows[0] ?? []).map((_title, at) => ({
    width: Math.max(...texts.map((row) => (row[at] ?? '').length)),
    numeric: rows.slice(1).every((row) => typeof row[at] === 'number'),
  }));
  return texts
    .map((row) =>
      row
        .map((cell, at) => {
          const { width = 0, numeric = false } = columns[at] ?? {};
          return numeric ? cell.padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cut(text: string): string {
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}
