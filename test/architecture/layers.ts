/** The import rules of the design as a table: which part of the code may know which other parts. */

export interface Layer {
  name: string;
  /** The modules it consists of. */
  is: RegExp;
  /** What its modules may import besides each other. */
  mayImport: readonly RegExp[];
  /** The packages it may use; absent means any that production may use. */
  packages?: RegExp;
}

const SHARED = /^shared\//;
const PORTS = /^server\/ports\.ts$/;
const USE = /^server\/use\//;
const ROOT = /^server\/(app|config)\.ts$/;

/** Ours but for these, the pure libraries: no I/O, no clock, no randomness. */
const PURE = /^(zod|tldts|any-ascii|temporal-polyfill|@noble\/hashes)$/;
const NONE_BUT_ZOD = /^zod$/;

/** Each module belongs to the first layer that it matches; a module that matches none is in no known place. */
export const LAYERS: readonly Layer[] = [
  { name: 'contract', is: /^shared\/contract\//, mayImport: [], packages: NONE_BUT_ZOD },
  { name: 'views', is: /^shared\/views\//, mayImport: [SHARED], packages: NONE_BUT_ZOD },
  { name: 'shared', is: SHARED, mayImport: [], packages: PURE },
  { name: 'ports', is: PORTS, mayImport: [SHARED], packages: NONE_BUT_ZOD },
  {
    name: 'use',
    is: USE,
    mayImport: [SHARED, PORTS],
    // What reads and transforms, nothing that reaches out: the world comes in through a port.
    packages: /^(zod|temporal-polyfill|@noble\/hashes|node:(crypto|stream|buffer|events|util|timers))$/,
  },
  { name: 'http', is: /^server\/http\//, mayImport: [SHARED, PORTS, USE] },
  { name: 'jobs', is: /^server\/jobs\//, mayImport: [SHARED, PORTS, USE] },
  // A command is a program of its own, so it may ask the composition root for a running application.
  { name: 'cli', is: /^server\/cli\//, mayImport: [SHARED, PORTS, USE, ROOT] },
  { name: 'adapter', is: /^server\/crm\/salesforce\//, mayImport: [SHARED, PORTS, /^server\/crm\/[^/]+$/] },
  { name: 'adapter', is: /^server\/crm\/hubspot\//, mayImport: [SHARED, PORTS, /^server\/crm\/[^/]+$/] },
  { name: 'crm', is: /^server\/crm\//, mayImport: [SHARED, PORTS] },
  { name: 'store', is: /^server\/store\//, mayImport: [SHARED, PORTS] },
  { name: 'settings', is: /^server\/settings\//, mayImport: [SHARED, PORTS] },
  // An imitation that read our schema would agree with its mistakes; only what draws cards knows their contract.
  {
    name: 'workbench',
    is: /^server\/sandbox\/workbench/,
    mayImport: [/^server\/sandbox\//, /^shared\/contract\//],
  },
  { name: 'sandbox', is: /^server\/sandbox\//, mayImport: [] },
  { name: 'demo', is: /^server\/demo(\.ts|\/)/, mayImport: [/^(shared|server)\//] },
  // A command that needs neither store nor CRM, nor what a person of the CLI is told.
  { name: 'map', is: /^server\/map(\.ts|\/)/, mayImport: [SHARED, USE, /^server\/cli\/csvLine\.ts$/] },
  { name: 'main', is: /^server\/[^/]+\.ts$/, mayImport: [/^shared\//, /^server\/(?!sandbox\/|demo)/] },
];

/** The layer of a module; undefined if it stands where nothing should. */
export function layerOf(path: string): Layer | undefined {
  return LAYERS.find((layer) => layer.is.test(path));
}
