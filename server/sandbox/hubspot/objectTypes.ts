/** The object types every portal is born with. */
export interface ObjectType {
  id: string;
  /** Plural lower-case name used in paths. */
  name: string;
  singular: string;
  label: string;
  pluralLabel: string;
  /** Scope stem: `crm.objects.companies` and so on. */
  scope: string;
  createdAt: string;
  modifiedAt: string;
  /** Properties answered when the request names none. */
  shown: string[];
  custom: boolean;
}

function standard(
  id: string,
  name: string,
  singular: string,
  modifiedAt: string,
  shown: string[],
): ObjectType {
  const label = singular[0]?.toUpperCase() + singular.slice(1);
  const pluralLabel = name[0]?.toUpperCase() + name.slice(1);
  const scope = `crm.objects.${name}`;
  const always = ['createdate', modifiedAt, 'hs_object_id'];
  return {
    id,
    name,
    singular,
    label,
    pluralLabel,
    scope,
    createdAt: 'createdate',
    modifiedAt,
    shown: [...shown, ...always],
    custom: false,
  };
}

export function standardTypes(): ObjectType[] {
  return [
    standard('0-1', 'contacts', 'contact', 'lastmodifieddate', ['email', 'firstname', 'lastname']),
    standard('0-2', 'companies', 'company', 'hs_lastmodifieddate', ['domain', 'name']),
    standard('0-3', 'deals', 'deal', 'hs_lastmodifieddate', [
      'amount',
      'closedate',
      'dealname',
      'dealstage',
      'pipeline',
    ]),
    standard('0-5', 'tickets', 'ticket', 'hs_lastmodifieddate', [
      'content',
      'hs_pipeline',
      'hs_pipeline_stage',
      'subject',
    ]),
    // Activities have no scope of their own: HubSpot guards tasks by the scopes of contacts.
    {
      ...standard('0-27', 'tasks', 'task', 'hs_lastmodifieddate', []),
      scope: 'crm.objects.contacts',
    },
  ];
}
