/** Numbers as text, for documents that are read by the thousand: an array in JSON takes ten times as long. */

export function toBase64({ buffer, byteOffset, byteLength }: Uint32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

/** @param text of unsigned 32-bit integers, little-endian */
export function fromBase64(text: string): Uint32Array {
  return new Base64Reader().read(text);
}

/** Reads many texts into one piece of memory, since thousands of pieces would keep the garbage collector busy. */
export class Base64Reader {
  #bytes = Buffer.alloc(0);

  /** The answer holds until the next call. */
  read(text: string): Uint32Array {
    const needed = Math.floor((text.length * 3) / 4);
    if (this.#bytes.length < needed) this.#bytes = Buffer.allocUnsafeSlow(needed * 2);
    const length = this.#bytes.write(text, 'base64');
    return new Uint32Array(this.#bytes.buffer, 0, length / Uint32Array.BYTES_PER_ELEMENT);
  }
}
