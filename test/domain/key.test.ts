import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { keyOf } from '../../shared/domain/key.ts';

test('a key is its prefix and 26 characters of the base32 alphabet, always the same', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (natural) => {
      expect(keyOf('ovl', ...natural)).toMatch(/^ovl[a-z2-7]{26}$/);
      expect(keyOf('ovl', ...natural)).toBe(keyOf('ovl', ...natural));
    }),
  );
});

test('where one part ends and the next begins makes a difference', () => {
  const keys = [['ab', 'c'], ['a', 'bc'], ['abc'], ['abc', ''], ['', 'abc']].map((natural) =>
    keyOf('x', ...natural),
  );
  expect(new Set(keys).size).toBe(keys.length);
});

test('a key is the base32 of SHA-256 over the length-prefixed parts', () => {
  const digest = createHash('sha256').update('3:abc2:ü').digest();
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = bits.match(/.{5}/g)?.map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[parseInt(five, 2)]);
  expect(keyOf('', 'abc', 'ü')).toBe(letters?.slice(0, 26).join(''));
});
