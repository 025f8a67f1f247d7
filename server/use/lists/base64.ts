/** Numbers as text, for documents that are read by the thousand: an array in JSON takes ten times as long. */

export function toBase64({ buffer, byteOffset, byteLength }: Uint32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

/** @param text of unsigned 32-bit integers, little-endian */
export function fromBase64(text: string): Uint32Array {
  const bytes = Buffer.allocUnsafeSlow(Math.floor((text.length * 3) / 4));
  const length = bytes.write(text, 'base64');
  return new Uint32Array(bytes.buffer, 0, length / Uint32Array.BYTES_PER_ELEMENT);
}
