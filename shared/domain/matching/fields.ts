/** A company's values as UTF-8 where they stand in a buffer: files are read without a string for each of their cells. */
import { Utf8Text } from '../normalise.ts';
import type { Subject } from './subject.ts';

/** Places of the values. */
export const FIELD = {
  name: 0,
  website: 1,
  /** Several are parted by blanks, commas, semicolons or bars. */
  emails: 2,
  phone: 3,
  street: 4,
  postcode: 5,
  city: 6,
  country: 7,
  registrationNumber: 8,
} as const;
export const FIELDS = 9;

export interface Fields {
  bytes: Uint8Array;
  /** Where each value begins and ends; twice the same place for one that is missing. */
  starts: Uint32Array;
  ends: Uint32Array;
}

/** Writes one subject after the other as fields. */
export class SubjectFields implements Fields {
  readonly starts = new Uint32Array(FIELDS);
  readonly ends = new Uint32Array(FIELDS);
  readonly #text = new Utf8Text();

  get bytes(): Uint8Array {
    return this.#text.bytes;
  }

  /** The subject's fields, good until the next. */
  of(subject: Subject): Fields {
    this.#text.clear();
    this.#add(FIELD.name, subject.name);
    this.#add(FIELD.website, subject.website);
    this.#add(FIELD.emails, subject.emails?.join(' '));
    this.#add(FIELD.phone, subject.phone);
    this.#add(FIELD.street, subject.street);
    this.#add(FIELD.postcode, subject.postcode);
    this.#add(FIELD.city, subject.city);
    this.#add(FIELD.country, subject.country);
    this.#add(FIELD.registrationNumber, subject.registrationNumber);
    return this;
  }

  #add(field: number, value: string | null | undefined): void {
    this.starts[field] = this.#text.add(value ?? '');
    this.ends[field] = this.#text.length;
  }
}
