/** What the settings file may say, and how a mistake in it is told to the person who wrote it. */
import { z } from 'zod';

const TEXT = 'must be a text in quotes that is not empty';
const SHARE = 'must be a number above 0 and at most 1';
const POLL = 'must be a whole number from 5 to 86400';

const webAddress = z.url({
  protocol: /^https?$/,
  error: 'must be an address such as https://acme.example.com',
});

const connection = z.strictObject({
  crm: z.enum(['salesforce', 'hubspot'], { error: 'must be "salesforce" or "hubspot"' }),
  /** Of the org or portal; never with a password or token in it. */
  url: webAddress.refine((url) => !new URL(url).username, 'must not contain a user or password'),
  /** The org's or portal's own id. */
  accountId: z.string(TEXT).min(1, TEXT),
  /** Of the installed package, where there is one. */
  namespace: z.string(TEXT).min(1, TEXT).optional(),
  apiVersion: z.string(TEXT).min(1, TEXT).optional(),
  /** The part of the CRM's daily calls that we may use. */
  apiShare: z.number(SHARE).gt(0, SHARE).max(1, SHARE).default(0.2),
  /** How often changes are asked for, in seconds. */
  pollSeconds: z.int(POLL).min(5, POLL).max(86_400, POLL).default(60),
  /** When the nightly mapping starts, by the clock of `timeZone`. */
  mapAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as "02:30"')
    .default('02:00'),
  /** Users who may change the program, by the CRM's ids, where the CRM itself cannot say. */
  channelManagers: z.array(z.string(TEXT).min(1, TEXT)).max(1_000).optional(),
  /** Teams all of whose members may, likewise. */
  managingTeams: z.array(z.string(TEXT).min(1, TEXT)).max(200).optional(),
  timeZone: z.string().refine(isTimeZone, 'must be a time zone such as "Europe/Berlin"').default('UTC'),
});

const name = z
  .string()
  .regex(/^[\w.-]{1,64}$/, 'must be letters, digits, dots, hyphens and underscores')
  // What every object has by nature would be found where nobody put it.
  .refine((text) => !(text in {}), 'is a word that may not be a name');

export const settingsShape = z.strictObject({
  tenants: z
    .record(name, z.strictObject({ connections: z.record(name, connection).default({}) }))
    .default({}),
});

export type SettingsFile = z.infer<typeof settingsShape>;
export type ConnectionSettings = z.infer<typeof connection>;

/** A new connection with every other setting at its default. */
export function connectionDefaults(
  given: Pick<ConnectionSettings, 'crm' | 'url' | 'accountId'>,
): ConnectionSettings {
  return connection.parse(given);
}

/** One line a mistake: where in the file, what is wrong, what to do. */
export function complaints(error: z.ZodError): string[] {
  return error.issues.flatMap((issue) => {
    const place = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(
        (key) => `${[place, key].filter(Boolean).join('.')} is not a setting; remove it or correct its name`,
      );
    }
    const reason = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
    return [`${place || 'the file'} ${reason}`];
  });
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
