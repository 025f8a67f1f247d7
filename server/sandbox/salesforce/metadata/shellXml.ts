/** What stands around records (lists, highlights, pages, actions, tabs, reports) may only name what is there. */
import type { OrgState } from '../state.ts';
import type { SObject } from '../schema.ts';
import { checkElements, Problem } from './problem.ts';
import type { Rename } from './rename.ts';
import { child, elements, list, textOf, type Xml } from './xml.ts';

/** Standard columns of list views, which go by names of their own. */
const TOKENS =
  /^(NAME|CREATED_DATE|LAST_UPDATE|OWNER\.ALIAS|CORE\.USERS\.ALIAS|ACCOUNT\.(NAME|TYPE|PHONE1|URL)|OPPORTUNITY\.(NAME|AMOUNT|STAGE_NAME|CLOSE_DATE|CLOSED|WON|PROBABILITY|TYPE))$/;
const SCOPES = ['Everything', 'Mine', 'Queue', 'Team', 'SalesTeam', 'MyTerritory'];

export interface Shell {
  type: string;
  fullName: string;
  xml: Xml;
}

/** A check for each type that has one; the others are stored as they come. */
const CHECKS: Record<string, (org: OrgState, given: Shell, rename: Rename) => void> = {
  ListView: listView,
  CompactLayout: compactLayout,
  Layout: layout,
  CustomTab: tab,
  CustomApplication: (org, { xml }) => {
    for (const name of list(xml['tabs']).map(String))
      if (!name.startsWith('standard-')) has(org, 'tabs', 'CustomTab', name);
  },
  QuickAction: (org, { fullName, xml }, rename) => {
    if (fullName.includes('.')) objectOf(org, fullName.split('.')[0] ?? '', rename);
    const component = textOf(xml, 'lightningWebComponent');
    if (component !== undefined) has(org, 'lightningWebComponent', 'LightningComponentBundle', component);
  },
  FlexiPage: flexiPage,
  ReportType: reportType,
  Report: report,
};

/** @throws Problem when the component names something that is neither in the org nor in the same deployment. */
export function checkShell(org: OrgState, given: Shell, rename: Rename): void {
  CHECKS[given.type]?.(org, given, rename);
}

function listView(org: OrgState, { fullName, xml }: Shell, rename: Rename): void {
  const allowed = ['fullName', 'booleanFilter', 'columns', 'division', 'filterScope', 'filters', 'label'];
  checkElements('ListView', xml, [...allowed, 'language', 'queue', 'sharedTo']);
  const scope = textOf(xml, 'filterScope') ?? '';
  if (!SCOPES.includes(scope))
    throw new Problem(`'${scope}' is not a valid value for the enum 'FilterScope'`);
  const object = objectOf(org, fullName.split('.')[0] ?? '', rename);
  const filtered = elements(xml['filters']).map((filter) => textOf(filter, 'field') ?? '');
  for (const column of [...list(xml['columns']).map(String), ...filtered])
    if (!TOKENS.test(column) && !(column.endsWith('__c') && fieldOf(object, column, rename)))
      throw new Problem(`Could not resolve list view column: ${column}`);
}

function compactLayout(org: OrgState, { fullName, xml }: Shell, rename: Rename): void {
  const object = objectOf(org, fullName.split('.')[0] ?? '', rename);
  const fields = list(xml['fields']).map(String);
  if (fields.length > 10) throw new Problem('A compact layout can have at most 10 fields');
  for (const name of fields) {
    const field = existing(object, name, rename);
    if (['textarea', 'multipicklist'].includes(field.type))
      throw new Problem(`You can't add the field ${name} to a compact layout: its type is not supported`);
  }
}

function layout(org: OrgState, { fullName, xml }: Shell, rename: Rename): void {
  const object = objectOf(org, fullName.split('-')[0] ?? '', rename);
  const items = elements(xml['layoutSections'])
    .flatMap((section) => elements(section['layoutColumns']))
    .flatMap((column) => elements(column['layoutItems']));
  const shown = new Set<string>();
  for (const item of items) {
    const name = textOf(item, 'field');
    if (name === undefined) continue;
    const field = existing(object, name, rename);
    if (shown.has(field.name)) throw new Problem(`Duplicate field found: ${name}`);
    shown.add(field.name);
    const demanded = field.custom && !field.nillable && field.type !== 'boolean';
    if (demanded && textOf(item, 'behavior') !== 'Required')
      throw new Problem(`Field:${name} must be Required`);
  }
}

function tab(org: OrgState, { fullName, xml }: Shell, rename: Rename): void {
  const component = textOf(xml, 'lwcComponent');
  if (component !== undefined) has(org, 'lwcComponent', 'LightningComponentBundle', component);
  if (textOf(xml, 'customObject') === 'true') objectOf(org, fullName, rename);
}

function flexiPage(org: OrgState, { xml }: Shell, rename: Rename): void {
  const about = textOf(xml, 'sobjectType');
  if (about !== undefined) objectOf(org, about, rename);
  const components = elements(xml['flexiPageRegions'])
    .flatMap((region) => elements(region['itemInstances']))
    .flatMap((item) => elements(item['componentInstance']));
  for (const component of components) {
    const name = textOf(component, 'componentName') ?? '';
    if (!name.includes(':')) has(org, 'componentName', 'LightningComponentBundle', name);
    const actions = elements(component['componentInstanceProperties'])
      .filter((property) => textOf(property, 'name') === 'actionNames')
      .flatMap((property) => elements(child(property, 'valueList')?.['valueListItems']))
      .map((item) => textOf(item, 'value') ?? '');
    for (const action of actions) if (action.includes('.')) has(org, 'actionNames', 'QuickAction', action);
  }
}

function reportType(org: OrgState, { xml }: Shell, rename: Rename): void {
  const base = objectOf(org, textOf(xml, 'baseObject') ?? '', rename);
  const tables = new Map([[textOf(xml, 'baseObject') ?? '', base]]);
  const join = child(xml, 'join');
  if (join !== undefined) {
    const relation = textOf(join, 'relationship') ?? '';
    tables.set(`${textOf(xml, 'baseObject')}.${relation}`, rowsOf(org, base, relation, rename));
  }
  const columns = elements(xml['sections']).flatMap((section) => elements(section['columns']));
  for (const column of columns) {
    const table = tables.get(textOf(column, 'table') ?? '');
    if (table === undefined) throw new Problem(`Invalid table in report type: ${textOf(column, 'table')}`);
    existing(table, textOf(column, 'field') ?? '', rename);
  }
}

function report(org: OrgState, { fullName, xml }: Shell): void {
  const [folder = ''] = fullName.split('/');
  if (!org.metadata.has(`ReportFolder:${folder}`)) throw new Problem(`Cannot find folder:${folder}`);
  const type = textOf(xml, 'reportType') ?? '';
  if (!type.endsWith('__c')) return;
  const held = org.metadata.get(`ReportType:${type.slice(0, -3)}`) as Xml | undefined;
  if (held === undefined) throw new Problem(`reportType: invalid report type ${type}`);
  const offered = new Set(
    elements(held['sections'])
      .flatMap((section) => elements(section['columns']))
      .map((column) => `${textOf(column, 'table')}$${textOf(column, 'field')}`),
  );
  const used = [
    ...['columns', 'groupingsDown', 'groupingsAcross'].flatMap((part) =>
      elements(xml[part]).map((entry) => textOf(entry, 'field') ?? ''),
    ),
    ...elements(child(xml, 'filter')?.['criteriaItems']).map((entry) => textOf(entry, 'column') ?? ''),
    ...elements(xml['timeFrameFilter']).map((entry) => textOf(entry, 'dateColumn') ?? ''),
  ];
  for (const field of used) if (!offered.has(field)) throw new Problem(`Invalid field name: ${field}`);
}

function has(org: OrgState, part: string, type: string, name: string): void {
  if (!org.metadata.has(`${type}:${name}`))
    throw new Problem(`In field: ${part} - no ${type} named ${name} found`);
}

function objectOf(org: OrgState, name: string, rename: Rename): SObject {
  const object = org.objects.get(rename(name).toLowerCase()) ?? org.objects.get(name.toLowerCase());
  if (object === undefined)
    throw new Problem(`Entity of type 'CustomObject' named '${name}' cannot be found`);
  return object;
}

function fieldOf(object: SObject, name: string, rename: Rename) {
  return object.field(rename(name)) ?? object.field(name);
}

function existing(object: SObject, name: string, rename: Rename) {
  const field = fieldOf(object, name, rename);
  if (field === undefined)
    throw new Problem(`In field: field - no CustomField named ${object.name}.${name} found`);
  return field;
}

/** The objects below one, by the name that it has for them. */
function rowsOf(org: OrgState, base: SObject, relation: string, rename: Rename): SObject {
  const wanted = rename(relation);
  for (const object of org.objects.values())
    for (const { reference } of object.fields)
      if (
        reference?.to.includes(base.name) === true &&
        [wanted, relation].includes(reference.childRelationshipName ?? '')
      )
        return object;
  throw new Problem(`Invalid relationship in report type: ${relation}`);
}
