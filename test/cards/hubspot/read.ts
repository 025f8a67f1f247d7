/** Reads what stands on a drawn card: every text in it, dialogs and tooltips included. */
import type { RenderedRootNode } from '@hubspot/ui-extensions/testing';

interface Node {
  nodeType: string;
  text?: string | null;
  name?: string;
  props?: Record<string, unknown>;
  childNodes?: Node[];
}

/** Every text, and every text among the properties, in order. */
export function textsOf(node: unknown): string[] {
  const { childNodes = [], nodeType, props = {}, text } = node as Node;
  if (nodeType === 'text') return [text ?? ''];
  return [...Object.values(props).flatMap(textsIn), ...childNodes.flatMap(textsOf)];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  if ('nodeType' in value) return textsOf(value);
  return Object.values(value).flatMap(textsIn);
}

/** The names of all components that were drawn, once each. */
export function componentsOf(root: RenderedRootNode): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!('nodeType' in value)) return;
    const { childNodes = [], name, props = {} } = value as Node;
    if (name) found.add(name);
    Object.values(props).forEach(visit);
    childNodes.forEach(visit);
  };
  visit(root);
  return found;
}
