/** How one record of ours looks: its highlights, its page, and the tab that its lists stand on. */
import { document } from '../server/crm/salesforce/xml.ts';
import { HIGHLIGHTS } from '../server/crm/salesforce/packaged.ts';
import type { ObjectName } from '../shared/schema/objects.ts';
import type { WantedField, WantedObject } from '../shared/schema/plan.ts';
import { isKey, isShort, OWN_OBJECTS, ROOT } from './names.ts';

/** Salesforce takes ten; more than these are cut off on most screens. */
const MOST_HIGHLIGHTS = 7;
/** Motifs are the icons that every org has. */
const MOTIFS: Partial<Record<ObjectName, string>> = {
  accountOverlap: 'Custom14: Hands',
  dealPartner: 'Custom15: People',
  partnerTouchpoint: 'Custom53: Bell',
};
const PLAIN_MOTIF = 'Custom18: Form';

/** Contents by path below `salesforce-package/`. */
export function layouts(): Map<string, string> {
  return new Map(
    OWN_OBJECTS.flatMap((object): [string, string][] => [
      [
        `${ROOT}/objects/${object.native}/compactLayouts/${HIGHLIGHTS}.compactLayout-meta.xml`,
        highlights(object),
      ],
      [`${ROOT}/layouts/${object.native}-${object.label} Layout.layout-meta.xml`, page(object)],
      [`${ROOT}/tabs/${object.native}.tab-meta.xml`, tab(object)],
    ]),
  );
}

function highlights({ label, fields }: WantedObject): string {
  // Salesforce draws no choices of several in the highlights.
  const shown = fields.filter((field) => isShort(field) && field.type !== 'multiSelect');
  return document('CompactLayout', {
    fullName: HIGHLIGHTS,
    fields: ['Name', ...shown.map(({ native }) => native)].slice(0, MOST_HIGHLIGHTS),
    label: `${label} highlights`,
  });
}

/** Read only, since edits go through the cards; Salesforce insists on its word for required fields. */
function page({ fields }: WantedObject): string {
  const [long, short] = [fields.filter((field) => !isShort(field)), fields.filter(isShort)];
  const half = Math.ceil((short.length + 1) / 2);
  const items = [{ behavior: 'Readonly', field: 'Name' }, ...short.map(item)];
  return document('Layout', {
    layoutSections: [
      section('Information', 'TwoColumnsTopToBottom', [items.slice(0, half), items.slice(half)]),
      section('Details', 'OneColumn', [long.filter((field) => !isKey(field)).map(item)]),
      section('System', 'OneColumn', [long.filter(isKey).map(item)]),
    ].filter(({ layoutColumns }) => layoutColumns.some(({ layoutItems }) => layoutItems.length > 0)),
  });
}

function section(label: string, style: string, columns: readonly (readonly Item[])[]) {
  return {
    customLabel: true,
    detailHeading: true,
    editHeading: true,
    label,
    layoutColumns: columns.map((layoutItems) => ({ layoutItems })),
    style,
  };
}

type Item = ReturnType<typeof item>;

function item(field: WantedField) {
  const required = field.parent || (field.required && field.type !== 'reference');
  return { behavior: required ? 'Required' : 'Readonly', field: field.native };
}

function tab({ object }: WantedObject): string {
  return document('CustomTab', { customObject: true, motif: MOTIFS[object] ?? PLAIN_MOTIF });
}
