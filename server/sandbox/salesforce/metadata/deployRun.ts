/** The work of one deployment: objects first, then fields, files kept as they are, permission sets last. */
import type { OrgState } from '../state.ts';
import { plant } from '../people.ts';
import { applyField, applyObject, type Undo } from './objectXml.ts';
import { type Component, type Package, parsed } from './package.ts';
import { applyPermissionSet } from './permissionSetXml.ts';
import { Problem } from './problem.ts';
import { type Rename, renamer } from './rename.ts';
import { elements, textOf, type Xml } from './xml.ts';

export interface Message {
  componentType: string;
  fullName: string;
  fileName: string;
  success: boolean;
  created: boolean;
  problem?: string;
}

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

  /** Stored as it came: nothing in the imitation reads it but the metadata calls. */
  #opaque(component: Component): void {
    this.#apply(component, () => {
      const key = `${component.type}:${component.fullName}`;
      const { metadata } = this.#org;
      const before = metadata.get(key);
      const code = [
        'ApexClass',
        'ApexTrigger',
        'LightningComponentBundle',
        'StaticResource',
        'Certificate',
      ].includes(component.type);
      const content = code ? { content: component.content } : this.#parse(component).xml;
      metadata.set(key, content);
      this.#undo.push(() => (before === undefined ? metadata.delete(key) : metadata.set(key, before)));
      if (component.type === 'CustomPermission') this.#customPermission(component.fullName, content as Xml);
      return before === undefined;
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
              this.#package.components.some(
                (component) => component.type === type && component.fullName === member,
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
        !this.#listed(component.type, component.fullName) &&
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
      this.#say(component, { success: false, created: false, problem: error.message });
    }
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
