/** Opens a deployment's zip: the manifest, and which component each file belongs to. */
import { strFromU8, unzipSync } from 'fflate';
import { Problem } from './problem.ts';
import { elements, list, readXml, textOf, type Xml } from './xml.ts';

export interface Component {
  type: string;
  fullName: string;
  fileName: string;
  content: string;
}

export interface Package {
  version: number;
  /** Members by type, `*` included. */
  members: Map<string, Set<string>>;
  components: Component[];
}

/** Directory to metadata type and file suffix; '' is a folder per component. */
export const DIRECTORIES: Record<string, [type: string, suffix: string]> = {
  objects: ['CustomObject', 'object'],
  permissionsets: ['PermissionSet', 'permissionset'],
  customPermissions: ['CustomPermission', 'customPermission'],
  namedCredentials: ['NamedCredential', 'namedCredential'],
  externalCredentials: ['ExternalCredential', 'externalCredential'],
  applications: ['CustomApplication', 'app'],
  tabs: ['CustomTab', 'tab'],
  layouts: ['Layout', 'layout'],
  labels: ['CustomLabels', 'labels'],
  classes: ['ApexClass', 'cls'],
  triggers: ['ApexTrigger', 'trigger'],
  lwc: ['LightningComponentBundle', ''],
  flexipages: ['FlexiPage', 'flexipage'],
  staticresources: ['StaticResource', 'resource'],
  cspTrustedSites: ['CspTrustedSite', 'cspTrustedSite'],
  remoteSiteSettings: ['RemoteSiteSetting', 'remoteSite'],
  quickActions: ['QuickAction', 'quickAction'],
  reportTypes: ['ReportType', 'reportType'],
  reports: ['Report', 'report'],
  dashboards: ['Dashboard', 'dashboard'],
  profiles: ['Profile', 'profile'],
  certs: ['Certificate', 'crt'],
  externalClientApps: ['ExternalClientApplication', 'eca'],
};

/** Types whose components lie in folders, which are described and listed beside them. */
const FOLDERED = ['Report', 'Dashboard'];

/** The type under which the manifest lists a component. */
export function listedAs(type: string): string {
  return FOLDERED.find((foldered) => type === `${foldered}Folder`) ?? type;
}

/** @throws Problem */
export function openPackage(zip: Buffer): Package {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(zip);
  } catch (error) {
    throw new Problem(
      `The zip file could not be opened: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const manifest = Object.keys(files).find((name) => /^([^/]+\/)?package\.xml$/.test(name));
  if (manifest === undefined) throw new Problem('No package.xml found');
  const root = manifest.slice(0, -'package.xml'.length);
  const { version, members } = readManifest(strFromU8(files[manifest] ?? new Uint8Array()));
  const components = Object.entries(files)
    .filter(([name]) => name.startsWith(root) && name !== manifest && !name.endsWith('/'))
    .map(([name, bytes]) => componentOf(name.slice(root.length), strFromU8(bytes)))
    .filter((component) => component !== undefined);
  return { version, members, components };
}

function readManifest(text: string): Pick<Package, 'version' | 'members'> {
  const { root, content } = parsed(text, 'package.xml');
  if (root !== 'Package') throw new Problem('package.xml must have the root element Package');
  const version = Number(textOf(content, 'version'));
  if (!(version >= 20 && version <= 66))
    throw new Problem(
      `Invalid API version specified in package.xml: ${textOf(content, 'version') ?? '(none)'}`,
    );
  const members = new Map<string, Set<string>>();
  for (const type of elements(content['types']))
    // The CLI ends the name of a folder with a slash.
    members.set(
      textOf(type, 'name') ?? '',
      new Set(list(type['members']).map((member) => String(member).replace(/\/$/, ''))),
    );
  return { version, members };
}

/** Undefined for a companion `-meta.xml`, which belongs to another file. */
function componentOf(path: string, content: string): Component | undefined {
  const [directory = '', ...rest] = path.split('/');
  const known = DIRECTORIES[directory];
  if (known === undefined) throw new Problem(`${path}: unknown directory '${directory}'`);
  const [type, suffix] = known;
  const file = rest.join('/');
  const folder = /^([^/]+)-meta\.xml$/.exec(file)?.[1];
  if (FOLDERED.includes(type) && folder !== undefined)
    return { type: `${type}Folder`, fullName: folder, fileName: path, content };
  if (file.endsWith('-meta.xml') && !file.endsWith(`.${suffix}-meta.xml`.replace('..', '.')))
    return undefined;
  if (suffix === '') return { type, fullName: rest[0] ?? '', fileName: path, content };
  if (file.endsWith(`.${suffix}-meta.xml`)) return undefined;
  if (!file.endsWith(`.${suffix}`))
    throw new Problem(`${path}: a file of ${directory} must end with .${suffix}`);
  return { type, fullName: file.slice(0, -suffix.length - 1), fileName: path, content };
}

/** @throws Problem */
export function parsed(text: string, fileName: string): { root: string; content: Xml } {
  try {
    return readXml(text);
  } catch (error) {
    throw new Problem(
      `Error parsing file: ${fileName}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
