/** The column metadata that `query?columns=true` gives; the CLI asks for it before it draws a table. */
import type { QueryResult } from '../soql/query.ts';
import type { Path } from '../soql/paths.ts';

export function queryColumns(result: QueryResult): unknown {
  const rows = result.kind === 'rows' ? result : undefined;
  return {
    columnMetadata: (rows?.columns ?? []).map((path) => column(path, 0)),
    entityName: rows?.object.name ?? 'AggregateResult',
    groupBy: false,
    idSelected: rows?.columns.some((path) => path.text === 'Id') ?? false,
    keyPrefix: rows?.object.keyPrefix ?? null,
  };
}

function column(path: Path, depth: number): unknown {
  const hop = path.hops[depth];
  const { field } = path;
  const shared = { aggregate: false, foreignKeyName: null };
  if (hop !== undefined)
    return {
      ...shared,
      apexType: null,
      booleanType: false,
      columnName: hop.reference?.relationshipName,
      custom: hop.custom,
      displayName: hop.reference?.relationshipName,
      insertable: false,
      joinColumns: [column(path, depth + 1)],
      numberType: false,
      textType: false,
      updatable: false,
    };
  return {
    ...shared,
    apexType: field.type,
    booleanType: field.type === 'boolean',
    columnName: field.name,
    custom: field.custom,
    displayName: field.name,
    insertable: field.createable,
    joinColumns: [],
    numberType: ['currency', 'double', 'percent', 'int'].includes(field.type),
    textType: ['id', 'string', 'textarea', 'picklist', 'reference', 'url', 'email', 'phone'].includes(
      field.type,
    ),
    updatable: field.updateable,
  };
}
