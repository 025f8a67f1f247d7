/** The work of one deployment: objects first, then fields, files kept as they are, permission sets last. */
import type { OrgState } from '../state.ts';
import { plant } from '../people.ts';
import { applyField, applyObject, type Undo } from './objectXml.ts';
import { type Component, listedAs, type Package, parsed } from './package.ts';
import { applyPermissionSet } from './permissionSetXml.ts';
import { Problem } from './problem.ts';
import { type Rename, renamer } from './rename.ts';
import { checkShell } from './shellXml.ts';
import { elements, textOf, type Xml } from './xml.ts';

export interface Message {
  componentType: string;
  fullName: string;
  fileName: string;
  success: boolean;
  created: boolean;
  problem?: string;
}

/** What the file of an object holds besides its fields, by element. */
const PARTS: Record<string, string> = { listViews: 'ListView', compactLayouts: 'CompactLayout' };

interface Parsed extends Component {
  xml: Xml;
}

/** Checks and applies one package, component by component; `undo` takes it back. */
export class DeployRun {
  readonly #org: OrgState;
  readonly #package: Package;
  readonly #undo: Undo;
  readonly #messages: Message[] = [];
  readonly #rename: Rename;
  readonly #shells: Parsed[] = [];

  constructor(org: OrgState, given: Package, undo: Undo) {
    this.#org = org;
    this.#package = given;
    this.#undo = undo;
    this.#rename = renamer(org.namespace);
  }

  all(): Message[] {
    const objects: Parsed[] = [];
    const sets: Parsed[] = [];
    for (const component of this.#package.components) {
      if (component.type === 'CustomObject')
        this.#attempt(component, () => void objects.push(this.#parse(component)));
      else if (component.type === 'PermissionSet')
        this.#attempt(component, () => void sets.push(this.#parse(component)));
    }
    for (const component of objects)
      if (this.#listed('CustomObject', component.fullName)) this.#object(component);
    for (const component of objects)
      for (const field of elements(component.xml['fields'])) this.#field(component, field);
    for (const component of this.#package.components)
      if (component.type !== 'CustomObject' && component.type !== 'PermissionSet') this.#opaque(component);
    for (const component of objects) this.#partsOf(component);
    // Only now, since what one names may stand in the same package.
    for (const given of this.#shells) this.#attempt(given, () => checkShell(this.#org, given, this.#rename));
    for (const component of sets)
      this.#apply(component, () =>
        applyPermissionSet(this.#org, component.fullName, component.xml, this.#rename, this.#undo),
      );
    this.#missing(objects);
    return this.#messages;
  }

  #parse(component: Component): Parsed {
    const { root, content } = parsed(component.content, component.fileName);
    if (root !== component.type)
      throw new Problem(
        `Error parsing file: ${component.fileName}: the root element must be ${component.type}, not ${root}`,
      );
    return { ...component, xml: content };
  }

  #object(component: Parsed): void {
    this.#apply(component, () =>
      applyObject(this.#org, component.fullName, component.xml, this.#rename, this.#undo),
    );
  }

  #field(component: Parsed, xml: Xml): void {
    const fullName = `${component.fullName}.${textOf(xml, 'fullName') ?? ''}`;
    const named = { ...component, type: 'CustomField', fullName };
    if (!this.#listed('CustomObject', component.fullName) && !this.#listed('CustomField', fullName)) {
      this.#attempt(named, () => {
        throw new Problem('Not in package.xml');
      });
      return;
    }
    this.#attempt(named, () => {
      const { created } = applyField(this.#org, component.fullName, xml, this.#rename, this.#undo);
      this.#say(named, { success: true, created });
    });
  }

  /** List views and highlights, which lie in the file of their object. */
  #partsOf(component: Parsed): void {
    for (const [element, type] of Object.entries(PARTS))
      for (const xml of elements(component.xml[element])) {
        const fullName = `${component.fullName}.${textOf(xml, 'fullName') ?? ''}`;
        const part = { ...component, type, fullName, xml };
        this.#attempt(part, () => {
          if (!this.#listed('CustomObject', component.fullName) && !this.#listed(type, fullName))
            throw new Problem('Not in package.xml');
          const created = this.#keep(`${type}:${fullName}`, xml);
          this.#shells.push(part);
          this.#say(part, { success: true, created });
        });
      }
    const highlights = textOf(component.xml, 'compactLayoutAssignment') ?? 'SYSTEM';
    if (
      highlights !== 'SYSTEM' &&
      !this.#org.metadata.has(`CompactLayout:${component.fullName}.${highlights}`)
    )
      this.#attempt(component, () => {
        throw new Problem(
          `In field: compactLayoutAssignment - no CompactLayout named ${component.fullName}.${highlights} found`,
        );
      });
  }

  /** Returns whether it is new. */
  #keep(key: string, content: Xml): boolean {
    const { metadata } = this.#org;
    const before = metadata.get(key);
    metadata.set(key, content);
    this.#undo.push(() => (before === undefined ? metadata.delete(key) : metadata.set(key, before)));
    return before === undefined;
  }

  /** Stored as it came: nothing in the imitation reads it but the metadata calls. */
  #opaque(component: Component): void {
    this.#apply(component, () => {
      const code = [
        'ApexClass',
        'ApexTrigger',
        'LightningComponentBundle',
        'StaticResource',
        'Certificate',
      ].includes(component.type);
      const content = code ? { content: component.content } : this.#parse(component).xml;
      if (component.type === 'CustomPermission') this.#customPermission(component.fullName, content as Xml);
      if (!code) this.#shells.push({ ...component, xml: content as Xml });
      return this.#keep(`${component.type}:${component.fullName}`, content as Xml);
    });
  }

  #customPermission(name: string, xml: Xml): void {
    const table = this.#org.table('CustomPermission');
    if (table.find('DeveloperName', name).length > 0) return;
    const id = plant(this.#org, 'CustomPermission', {
      DeveloperName: name,
      MasterLabel: textOf(xml, 'label') ?? name,
      NamespacePrefix: this.#org.namespace ?? null,
    });
    this.#undo.push(() => table.drop(id));
  }

  /** Members the manifest names but the zip lacks. */
  #missing(objects: Parsed[]): void {
    const fields = new Set(
      objects.flatMap((object) =>
        elements(object.xml['fields']).map(
          (field) => `${object.fullName}.${textOf(field, 'fullName') ?? ''}`,
        ),
      ),
    );
    for (const [type, members] of this.#package.members)
      for (const member of members) {
        const held =
          type === 'CustomField'
            ? fields.has(member)
            : type === 'CustomLabel' ||
              [...this.#shells, ...this.#package.components].some(
                (component) => listedAs(component.type) === type && component.fullName === member,
              );
        if (member === '*' || held) continue;
        const problem = `An object '${member}' of type ${type} was named in package.xml, but was not found in zipped directory`;
        this.#say(
          { type, fullName: member, fileName: 'package.xml' },
          { success: false, created: false, problem },
        );
      }
  }

  #listed(type: string, name: string): boolean {
    const members = this.#package.members.get(type);
    return (
      members?.has(name) === true ||
      (members?.has('*') === true && (type !== 'CustomObject' || name.endsWith('__c')))
    );
  }

  #apply(component: Component, act: () => boolean): void {
    this.#attempt(component, () => {
      if (
        !this.#listed(listedAs(component.type), component.fullName) &&
        !(component.type === 'CustomLabels' && this.#package.members.has('CustomLabel'))
      )
        throw new Problem('Not in package.xml');
      const created = act();
      if (
        !this.#messages.some(
          (said) => said.componentType === component.type && said.fullName === component.fullName,
        )
      )
        this.#say(component, { success: true, created });
    });
  }

  #attempt(component: Component, act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#forget(component);
      this.#say(component, { success: false, created: false, problem: error.message });
    }
  }

  /** What was taken may still turn out to name something that is not there. */
  #forget({ type, fullName }: Pick<Component, 'type' | 'fullName'>): void {
    const place = this.#messages.findIndex(
      (said) => said.componentType === type && said.fullName === fullName,
    );
    if (place >= 0) this.#messages.splice(place, 1);
  }

  #say(
    component: Pick<Component, 'type' | 'fullName' | 'fileName'>,
    outcome: Pick<Message, 'success' | 'created' | 'problem'>,
  ): void {
    this.#messages.push({
      componentType: component.type,
      fullName: component.fullName,
      fileName: component.fileName,
      ...outcome,
    });
  }
}
