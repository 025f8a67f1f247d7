/** The values an enumeration allows now; owners and pipeline stages are kept outside the definition. */
import type { Definition } from './definition.ts';
import type { HubSpotPortal } from './portal.ts';

export function allowedValues(portal: HubSpotPortal, definition: Definition): string[] {
  if (definition.referencedObjectType === 'OWNER') return portal.people.activeOwnerIds();
  const kept = definition.hubspotDefined ? fromPipelines(portal, definition.name) : undefined;
  return kept ?? definition.options.map(({ value }) => value);
}

const FROM_PIPELINES: Record<string, [type: string, what: 'pipelines' | 'stages']> = {
  pipeline: ['deals', 'pipelines'],
  dealstage: ['deals', 'stages'],
  hs_pipeline: ['tickets', 'pipelines'],
  hs_pipeline_stage: ['tickets', 'stages'],
};

function fromPipelines(portal: HubSpotPortal, name: string): string[] | undefined {
  const [type, what] = FROM_PIPELINES[name] ?? [];
  if (type === undefined) return undefined;
  const pipelines = portal.pipelines.get(type) ?? [];
  const named = what === 'pipelines' ? pipelines : pipelines.flatMap(({ stages }) => stages);
  return named.map(({ id }) => id);
}
