/** Writes a row as a query shows it: attributes, the columns in order, parents nested. */
import type { Row, SObject } from '../schema.ts';
import { wireValue } from '../values.ts';
import type { Path } from './paths.ts';

export type WireRecord = Record<string, unknown>;

export function attributesOf(object: SObject, id: string, version: string): WireRecord {
  return { type: object.name, url: `/services/data/v${version}/sobjects/${object.name}/${id}` };
}

export function project(object: SObject, row: Row, columns: Path[], version: string): WireRecord {
  const record: WireRecord = { attributes: attributesOf(object, row.Id, version) };
  for (const column of columns) {
    let place: WireRecord | null = record;
    column.hops.forEach((hop, depth) => {
      if (place === null) return;
      const name = hop.reference?.relationshipName ?? hop.name;
      if (place[name] === undefined) {
        const parent = column.reach(row, depth + 1);
        place[name] =
          parent === undefined ? null : { attributes: attributesOf(parent.object, parent.row.Id, version) };
      }
      place = place[name] as WireRecord | null;
    });
    if (place !== null) place[column.field.name] = wireValue(column.field, column.read(row));
  }
  return record;
}
