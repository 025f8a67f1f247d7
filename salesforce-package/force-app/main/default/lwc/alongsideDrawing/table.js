/** A table of the contract, each cell with its column's label, so that it can be read where columns do not fit. */
import { toneWord } from './tones';

export function drawTable({ columns, rows, total, actions }, texts) {
  const heads = columns.map(({ key, label, align }) => ({ key, label: texts.say(label), class: align }));
  const [first, ...others] = heads;
  const cell = (cells) => (head) => ({ ...head, value: cells[head.key], class: `cell ${head.class}` });
  const row = (cells) => ({ head: cell(cells)(first), cells: others.map(cell(cells)) });
  return {
    heads,
    hasActions: rows.some((item) => item.actions.length > 0),
    rows: rows.map((item) => ({
      ...row(item.cells),
      id: item.id,
      actions: item.actions,
      class: `row ${item.tone ?? 'neutral'}`,
      tone: toneWord(item.tone),
    })),
    total: total && row(total),
    actions,
  };
}
