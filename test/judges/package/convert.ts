/** The library with which the `sf` CLI turns source into what it deploys. */
import sdr from '@salesforce/source-deploy-retrieve';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Files that belong to no component and would silently stay behind, and what keeps the rest from being converted. */
export async function converted(project: string): Promise<string[]> {
  const source = join(project, 'force-app');
  let components;
  try {
    components = sdr.ComponentSet.fromSource({ fsPaths: [source] });
    components.sourceApiVersion = '65.0';
    await new sdr.MetadataConverter().convert(components, 'metadata', {
      type: 'zip',
      outputDirectory: join(project, 'converted'),
      packageName: 'package',
    });
  } catch (error) {
    if (error instanceof Error) return [`${error.name}: ${error.message}`];
    throw error;
  }
  const claimed = new Set<string>();
  for (const component of components.getSourceComponents())
    for (const one of [component, ...component.getChildren()])
      for (const file of [one.xml, ...one.walkContent()]) if (file) claimed.add(file);
  const files = await readdir(source, { recursive: true, withFileTypes: true });
  return files
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !claimed.has(file))
    .map((file) => `${relative(project, file)} belongs to no component`);
}
