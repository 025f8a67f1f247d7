/** Checks what a request wants to write against the property definitions, and brings it into stored form. */
import type { Collection } from './collection.ts';
import type { Definition, ValueRule } from './definition.ts';
import { invalid, Refusal } from './refusal.ts';
import type { CrmRecord, Values } from './record.ts';

export interface Issue {
  name: string;
  error: string;
  message: string;
}

/** What the checks need to know of the portal around one object type. */
export interface Surroundings {
  portalId: number;
  collection: Collection;
  /** Allowed values of an enumeration, owners and pipeline stages included. */
  optionsOf: (definition: Definition) => string[];
}

const LONGEST_TEXT = 65_536;

/**
 * The values in stored form. `record` is the one to be changed, undefined on create.
 * @throws {Refusal} 400 naming every refused property, or 409 for a contact whose e-mail is taken
 */
export function checkValues(around: Surroundings, input: unknown, record?: CrmRecord): Values {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw invalid('Invalid input JSON: Some required fields were not set: [properties]');
  }
  const values: Record<string, string> = {};
  const issues: Issue[] = [];
  for (const [name, given] of Object.entries(input)) {
    const definition = around.collection.definition(name);
    const text = given === null ? '' : String(given);
    const result = definition
      ? checkOne(around, definition, text, record)
      : issue('PROPERTY_DOESNT_EXIST', `Property "${name}" does not exist`);
    if (typeof result === 'string') values[name] = result;
    else issues.push({ name, ...result });
  }
  if (issues.length > 0) throw refusalOf(issues, around.portalId);
  refuseTakenValues(around, values, record);
  return values;
}

export function refusalOf(issues: Issue[], portalId: number): Refusal {
  const list = issues.map(({ name, error, message }) => ({
    isValid: false,
    message,
    error,
    name,
    localizedErrorMessage: message,
    portalId,
  }));
  return invalid(`Property values were not valid: ${JSON.stringify(list)}`, {
    errors: issues.map(({ name, error, message }) => ({
      message,
      code: error,
      context: { propertyName: [name] },
    })),
  });
}

type Finding = Omit<Issue, 'name'>;

function issue(error: string, message: string): Finding {
  return { error, message };
}

function checkOne(
  around: Surroundings,
  definition: Definition,
  text: string,
  record?: CrmRecord,
): string | Finding {
  if (definition.readOnlyValue) {
    return issue('READ_ONLY_VALUE', `"${definition.name}" is a read only property; its value cannot be set.`);
  }
  if (text === '') return '';
  if (text.length > LONGEST_TEXT) {
    const message = `Property value for ${definition.name} is too long: ${text.length} characters, at most ${LONGEST_TEXT}.`;
    return issue('VALUE_TOO_LONG', message);
  }
  const stored = convert(around, definition, text, record);
  if (typeof stored !== 'string') return stored;
  return (definition.rule && breaks(definition.rule, stored)) || stored;
}

function convert(
  around: Surroundings,
  definition: Definition,
  text: string,
  record?: CrmRecord,
): string | Finding {
  switch (definition.type) {
    case 'number':
      return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim())
        ? text.trim()
        : issue('INVALID_LONG', `${text} was not a valid long.`);
    case 'bool':
      return notAllowed([text.toLowerCase()], ['true', 'false']) ?? text.toLowerCase();
    case 'date':
    case 'datetime':
      return (
        storedDate(definition.type, text) ??
        issue('INVALID_DATE', `${text} was not a valid ${definition.type}.`)
      );
    case 'enumeration':
      return enumeration(around, definition, text, record);
    default:
      return definition.name === 'domain' ? bareDomain(text) : text;
  }
}

function enumeration(
  around: Surroundings,
  definition: Definition,
  text: string,
  record?: CrmRecord,
): string | Finding {
  const allowed = around.optionsOf(definition);
  if (definition.fieldType !== 'checkbox') return notAllowed([text], allowed) ?? text;
  const chosen = text.split(';').filter(Boolean);
  const kept = text.startsWith(';') ? (record?.values[definition.name] ?? '').split(';').filter(Boolean) : [];
  return notAllowed(chosen, allowed) ?? [...new Set([...kept, ...chosen])].join(';');
}

function notAllowed(chosen: string[], allowed: string[]): Finding | undefined {
  const wrong = chosen.find((value) => !allowed.includes(value));
  if (wrong === undefined) return undefined;
  return issue('INVALID_OPTION', `${wrong} was not one of the allowed options: [${allowed.join(', ')}]`);
}

/** Dates are kept as YYYY-MM-DD, instants as ISO text with milliseconds; both may arrive as epoch milliseconds. */
function storedDate(type: 'date' | 'datetime', text: string): string | undefined {
  const isNumber = /^-?\d{9,}$/.test(text);
  if (!isNumber && !/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  const at = isNumber ? Number(text) : Date.parse(text);
  if (!Number.isFinite(at)) return undefined;
  const iso = new Date(at).toISOString();
  if (type === 'datetime') return iso;
  return at % 86_400_000 === 0 ? iso.slice(0, 10) : undefined;
}

export function bareDomain(text: string): string {
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '');
  return (host.split(/[/?#]/)[0] ?? '').replace(/^www\./, '');
}

function breaks(rule: ValueRule, stored: string): Finding | undefined {
  const message = {
    FORMAT: `${stored} does not match the required format ${rule.pattern}.`,
    MAX_LENGTH: `${stored.slice(0, 40)} is longer than ${rule.limit} characters.`,
    MIN_NUMBER: `${stored} is less than ${rule.limit}.`,
  }[rule.ruleType];
  const isBroken =
    (rule.ruleType === 'FORMAT' && !new RegExp(rule.pattern ?? '').test(stored)) ||
    (rule.ruleType === 'MAX_LENGTH' && stored.length > (rule.limit ?? 0)) ||
    (rule.ruleType === 'MIN_NUMBER' && Number(stored) < (rule.limit ?? 0));
  return isBroken ? issue(`INVALID_${rule.ruleType}`, message) : undefined;
}

function refuseTakenValues({ collection, portalId }: Surroundings, values: Values, record?: CrmRecord): void {
  for (const [name, value] of Object.entries(values)) {
    const holder = value === '' ? undefined : collection.holder(name, value);
    if (!holder || holder === record) continue;
    if (name === 'email' && collection.type.name === 'contacts') {
      throw new Refusal(409, 'CONFLICT', `Contact already exists. Existing ID: ${holder.id}`);
    }
    const coordinates = `portalId=${portalId}, objectTypeId=${collection.type.id}, propertyName=${name}, value=${value}`;
    const message = `Cannot set PropertyValueCoordinates{${coordinates}} on ${record?.id ?? 'a new record'}. ${holder.id} already has that value.`;
    throw refusalOf([{ name, error: 'CONFLICTING_UNIQUE_VALUE', message }], portalId);
  }
}
