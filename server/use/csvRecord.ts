/** One record of a CSV file, read where it stands: only who needs strings pays for them. */
import { isAscii } from 'node:buffer';

/** No list has more; a file that does is broken or hostile. */
export const MAX_COLUMNS = 300;

/** A record where it stands in the scanner's buffer; the same object each time: copy what stays. */
export class CsvRecord {
  bytes = new Uint8Array(2 ** 17);
  /** Where each cell begins and ends, quotes taken off. */
  readonly starts = new Uint32Array(MAX_COLUMNS);
  readonly ends = new Uint32Array(MAX_COLUMNS);
  cells = 0;
  /** The line on which the record starts, from 1. */
  line = 1;
  /** Unless it is set, no cell holds a control character or one that is broken in the file's encoding. */
  suspect = false;

  /** The cells as strings, which stay. */
  texts(): string[] {
    const [from, to] = [this.starts[0]!, this.ends[this.cells - 1]!];
    const buffer = Buffer.from(this.bytes.buffer, from, to - from);
    // One string that all cells are cut from is quicker than a string for each, but only bytes can be counted off.
    const ascii = isAscii(buffer) ? buffer.toString('latin1') : null;
    const texts: string[] = [];
    for (let n = 0; n < this.cells; n++) {
      const [start, end] = [this.starts[n]! - from, this.ends[n]! - from];
      texts.push(ascii === null ? buffer.toString('utf8', start, end) : ascii.slice(start, end));
    }
    return texts;
  }
}
