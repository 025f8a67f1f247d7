/** What cannot be done is said with the file, the reason and the next step, and leaves everything as it was. */
import { describe, expect, test } from 'vitest';
import { mkdir } from 'node:fs/promises';
import { useFolder } from './command.ts';

const folder = useFolder();
const GOOD = 'id,name,website\n1,Kamstoom Nord,kamstoom.com\n';
const ARGS = ['--ours', 'A.csv', '--theirs', 'B.csv', '--out', 'OUT.csv'];
const withArg = (option: string, value: string): string[] =>
  ARGS.map((arg, at) => (ARGS[at - 1] === option ? value : arg));

describe('the command line', () => {
  test.each([
    ['an unknown option', [...ARGS, '--fast'], /Unknown option '--fast'/],
    ['a missing file', ARGS.slice(2), /--ours is missing/],
    ['a word too many', [...ARGS, 'more'], /more/],
  ])('%s', async (_name, args, message) => {
    const { code, stderr, stdout } = await folder.run(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).toContain('Usage: npm run map --');
    expect(stdout).toBe('');
  });
});

describe('files', () => {
  test.each([
    ['a list that is not there', withArg('--ours', 'C.csv'), /C\.csv cannot be read: there is no such file/],
    ['a folder as list', withArg('--theirs', 'sub'), /sub cannot be read: it is a folder/],
    [
      'a folder to write to that is not there',
      withArg('--out', 'no/OUT.csv'),
      /OUT\.csv cannot be written: the folder does not exist/,
    ],
    ['a folder as output', withArg('--out', 'sub'), /sub cannot be written: there is a folder/],
    ['a list as output', withArg('--out', 'B.csv'), /--out names a list to be read/],
    [
      'a list without an id column',
      withArg('--ours', 'noId.csv'),
      /noId\.csv: Line 1 names no column that holds the company's id\. Found: name, website/,
    ],
    [
      'a list without a name column',
      withArg('--ours', 'noName.csv'),
      /noName\.csv: Line 1 names no column that holds the company's name/,
    ],
    ['an empty list', withArg('--theirs', 'empty.csv'), /empty\.csv: It is empty/],
    ['a workbook', withArg('--theirs', 'book.csv'), /book\.csv: The file is an Excel workbook/],
    [
      'a quote that stays open',
      withArg('--theirs', 'open.csv'),
      /open\.csv: The row that begins on line 3 does not end/,
    ],
  ])('%s', async (_name, args, message) => {
    await Promise.all([
      folder.write('A.csv', GOOD),
      folder.write('B.csv', GOOD),
      folder.write('noId.csv', 'name,website\nAcme,acme.com\n'),
      folder.write('noName.csv', 'id,website\n1,acme.com\n'),
      folder.write('empty.csv', ''),
      folder.write('book.csv', Buffer.from('504b0304', 'hex')),
      folder.write('open.csv', `${GOOD}2,"Open\n${'x,y,z\n'.repeat(100)}`),
      mkdir(folder.at('sub')),
    ]);
    const before = await folder.files();
    const { code, stderr, stdout } = await folder.run(args);
    expect(stderr).toMatch(message);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(await folder.files()).toEqual(before);
    expect(await folder.read('B.csv')).toBe(GOOD);
  });
});

test('Ctrl-C ends it at once, leaves no file behind and what was there as it was', async () => {
  const rows = Array.from({ length: 100_000 }, (_row, at) => `${at},Kamstoom ${at},kamstoom${at}.com\n`);
  await folder.write('A.csv', `id,name,website\n${rows.join('')}`);
  await folder.write('B.csv', GOOD);
  await folder.write('OUT.csv', 'as it was');
  const { code, stderr } = await folder.run(ARGS, (text) => text.includes('reading rows'));
  expect(code).toBe(130);
  expect(stderr).toContain('Interrupted');
  expect((await folder.files()).toSorted()).toEqual(['A.csv', 'B.csv', 'OUT.csv']);
  expect(await folder.read('OUT.csv')).toBe('as it was');
});
