/** The relation a lookup or master-detail element declares. */
import type { OrgState } from '../state.ts';
import type { Field, SObject } from '../schema.ts';
import { Problem } from './problem.ts';
import type { Rename } from './rename.ts';
import { isTrue, list, textOf, type Xml } from './xml.ts';

export function reference(
  org: OrgState,
  object: SObject,
  xml: Xml,
  kind: string,
  rename: Rename,
): Partial<Field> {
  const master = kind === 'MasterDetail';
  const wanted = list(xml['referenceTo']).map(String);
  const [to = ''] = wanted.map((name) => (org.objects.has(rename(name).toLowerCase()) ? rename(name) : name));
  const target = org.objects.get(to.toLowerCase());
  if (target === undefined)
    throw new Problem(`referenceTo value of '${wanted.join(', ')}' does not resolve to a valid sObject type`);
  const constraint = textOf(xml, 'deleteConstraint') ?? 'SetNull';
  if (!['SetNull', 'Restrict', 'Cascade'].includes(constraint))
    throw new Problem(`'${constraint}' is not a valid value for the enum 'DeleteConstraint'`);
  if (master && xml['deleteConstraint'] !== undefined)
    throw new Problem(`Can not specify 'deleteConstraint' for a CustomField of type MasterDetail`);
  if (isTrue(xml, 'required') && constraint === 'SetNull')
    throw new Problem(
      'field integrity exception: unknown (must specify either cascade delete or restrict delete for required lookup foreign key)',
    );
  const name = rename(textOf(xml, 'fullName') ?? '');
  const children = textOf(xml, 'relationshipName');
  checkChildName(org, object, name, target, children);
  return {
    updateable: !master || isTrue(xml, 'reparentableMasterDetail'),
    reference: {
      to: [target.name],
      relationshipName: name.replace(/__c$/, '__r'),
      ...(children === undefined ? {} : { childRelationshipName: `${rename(`${children}__r`)}` }),
      master,
      reparentable: isTrue(xml, 'reparentableMasterDetail'),
      writeNeedsOnlyRead: isTrue(xml, 'writeRequiresMasterRead'),
      onDelete: master ? 'Cascade' : (constraint as 'SetNull' | 'Restrict' | 'Cascade'),
    },
  };
}

/** Child relationship names are unique among all that point at one object. */
function checkChildName(
  org: OrgState,
  object: SObject,
  name: string,
  target: SObject,
  children: string | undefined,
): void {
  if (children === undefined) return;
  for (const other of org.objects.values())
    for (const field of other.fields)
      if (
        field.custom &&
        field.reference?.to.includes(target.name) === true &&
        field.reference.childRelationshipName?.replace(/__r$/, '').split('__').at(-1) === children &&
        !(other.name === object.name && field.name === name)
      )
        throw new Problem(
          `Duplicate Relationship Name: There is already a Child Relationship named ${children} on ${target.label}.`,
        );
}
