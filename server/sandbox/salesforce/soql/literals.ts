/** Literals of a query as stored values, each checked against the type of its field. */
import type { SalesforceError } from '../errors.ts';
import { readId } from '../ids.ts';
import type { Field, Value } from '../schema.ts';
import { queryError } from './errors.ts';
import type { Literal } from './parse.ts';

/** The stored form of a literal. @throws INVALID_FIELD when it does not fit the field. */
export function literalValue(literal: Literal, field: Field, soql: string, path: string): Value {
  if (literal.type === 'NULL') return null;
  const { text, type } = literal;
  const numeric = type === 'INTEGER' || type === 'DECIMAL';
  switch (field.type) {
    case 'boolean':
      if (type === 'BOOLEAN') return text.toUpperCase() === 'TRUE';
      break;
    case 'currency':
    case 'double':
    case 'percent':
    case 'int':
      if (numeric) return Number(text);
      break;
    case 'date':
      if (type === 'DATE') return text;
      break;
    case 'datetime':
      if (type === 'DATETIME') return Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
      break;
    case 'id':
    case 'reference': {
      if (type !== 'STRING') break;
      const id = readId(text);
      if (id === undefined && text !== '')
        throw queryError('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${text}`, soql, path);
      return id ?? null;
    }
    default:
      if (type === 'STRING') return text;
  }
  throw wrongLiteral(field, soql, path);
}

export function wrongLiteral(field: Field, soql: string, path: string): SalesforceError {
  const names: Partial<Record<Field['type'], string>> = {
    datetime: 'dateTime',
    reference: 'reference',
    id: 'id',
  };
  const unquoted = ['boolean', 'currency', 'double', 'percent', 'int', 'date', 'datetime'].includes(
    field.type,
  );
  const type = unquoted ? (names[field.type] ?? field.type) : 'string';
  return queryError(
    'INVALID_FIELD',
    `value of filter criterion for field '${field.name}' must be of type ${type} and should ${unquoted ? 'not ' : ''}be enclosed in quotes`,
    soql,
    path,
  );
}
