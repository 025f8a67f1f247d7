/** Prints what follows from shared/ into this SFDX project, objects, fields, access and words: `npm run print:salesforce`. */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isPrinted, printed } from './printed.ts';

const root = dirname(fileURLToPath(import.meta.url));
const files = printed();

for (const entry of await readdir(join(root, 'force-app'), { recursive: true, withFileTypes: true }).catch(
  () => [],
)) {
  const path = relative(root, join(entry.parentPath, entry.name));
  if (entry.isFile() && isPrinted(path) && !files.has(path)) await rm(join(root, path));
}
for (const [path, content] of files) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}
process.stdout.write(`${files.size} files printed\n`);
