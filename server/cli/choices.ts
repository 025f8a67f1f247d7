/** The closed lists that flags choose from, in the words of the schema. */
import { Flags } from '@salesforce/sf-plugins-core';
import { SEGMENTS, SHAREABLE_FIELDS, SHARING_LEVELS } from '../../shared/schema/objects.ts';
import type { ShareableField } from '../../shared/domain/sharing.ts';
import { Refusal } from '../use/context.ts';
import { wordsOf } from './words.ts';

export const segmentFlag = (summary: string) => Flags.option({ options: SEGMENTS, summary })();
export const levelFlag = (summary: string) => Flags.option({ options: SHARING_LEVELS, summary })();

/** @throws Refusal that names the one that cannot be shared */
export function shareableFields(text: string): ShareableField[] {
  const words = wordsOf('policy');
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const field = SHAREABLE_FIELDS.find((known) => known.toLowerCase() === part.toLowerCase());
      if (field) return field;
      const next = words.getMessage('badField.next', [SHAREABLE_FIELDS.join(', ')]);
      throw new Refusal('policy.field', words.getMessage('badField', [part]), next);
    });
}
