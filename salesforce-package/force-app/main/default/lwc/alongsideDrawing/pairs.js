/** Pairs to compare: for each row, what both sides say and, in a word, whether it is the same. */
import SAME from '@salesforce/label/c.Alongside_Same';
import DIFFERS from '@salesforce/label/c.Alongside_Differs';

export function drawPairs({ sides, items, bulk }, texts, drawItem) {
  return {
    ours: texts.say(sides.ours),
    theirs: texts.say(sides.theirs),
    items: items.map((item) => ({
      ...drawItem(item, texts),
      nameText: texts.value(item.name),
      rows: item.rows.map(({ label, ours, theirs, same }, key) => ({
        key,
        label: texts.say(label),
        ours,
        theirs,
        mark: same === null ? '' : same ? SAME : DIFFERS,
        class: same === false ? 'cell differs' : 'cell',
      })),
    })),
    bulk,
  };
}
