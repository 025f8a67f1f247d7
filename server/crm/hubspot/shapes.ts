/** The parts of HubSpot's answers that we rely on; an answer of another shape is refused as garbled. */
import { z } from 'zod';

/** Checked by hand: a full reading brings millions of values, and a schema for each would cost more than the rest. */
function isProperties(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const text of Object.values(value)) if (typeof text !== 'string' && text !== null) return false;
  return true;
}

export const WireRecord = z.looseObject({
  id: z.string(),
  properties: z.custom<Record<string, string | null>>(isProperties, 'not a map of texts'),
  updatedAt: z.string().optional(),
  associations: z
    .record(z.string(), z.object({ results: z.array(z.object({ id: z.string(), type: z.string() })) }))
    .optional(),
  propertiesWithHistory: z
    .record(z.string(), z.array(z.looseObject({ value: z.string().nullable(), timestamp: z.string() })))
    .optional(),
});
export type WireRecord = z.infer<typeof WireRecord>;

const Paging = z.object({ next: z.object({ after: z.string() }).optional() }).optional();

export const RecordPage = z.object({ results: z.array(WireRecord), paging: Paging });

export type RecordPage = z.infer<typeof RecordPage>;

export const SearchPage = z.object({ total: z.number(), results: z.array(WireRecord), paging: Paging });
export type SearchPage = z.infer<typeof SearchPage>;

/** Of a batch: what succeeded, and one error for each refused part or group of parts. */
export const BatchAnswer = z.object({
  results: z.array(WireRecord),
  errors: z.array(z.unknown()).optional(),
});

export type BatchAnswer = z.infer<typeof BatchAnswer>;

export const LinkAnswer = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: z.string() }),
      to: z.array(
        z.object({
          toObjectId: z.union([z.string(), z.number()]).transform(String),
          associationTypes: z.array(z.looseObject({ typeId: z.number(), label: z.string().nullish() })),
        }),
      ),
    }),
  ),
});

export const AccountDetails = z.looseObject({
  portalId: z.number(),
  timeZone: z.string(),
  companyCurrency: z.string(),
  additionalCurrencies: z.array(z.string()).default([]),
  uiDomain: z.string().optional(),
});

export const WireProperty = z.looseObject({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  fieldType: z.string(),
  options: z.array(z.looseObject({ label: z.string(), value: z.string() })).default([]),
  hasUniqueValue: z.boolean().optional(),
  archived: z.boolean().optional(),
  referencedObjectType: z.string().nullish(),
  modificationMetadata: z.looseObject({ readOnlyValue: z.boolean().optional() }).optional(),
});
export type WireProperty = z.infer<typeof WireProperty>;

export const PropertyList = z.object({ results: z.array(WireProperty) });

export const PropertyBatch = z.object({
  results: z.array(WireProperty),
  errors: z.array(z.unknown()).optional(),
});

export const PropertyLimits = z.looseObject({
  overallLimit: z.number(),
  overallUsage: z.number(),
  byObjectType: z.array(z.looseObject({ objectTypeId: z.string(), limit: z.number(), usage: z.number() })),
});

export type PropertyLimits = z.infer<typeof PropertyLimits>;

export const Anything = z.unknown();
