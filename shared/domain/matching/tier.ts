/** What a score is worth: sure needs two witnesses or a register's number, likely needs the score alone. */
import type { Evidence } from './evidence.ts';
import type { MatchSettings, Tier } from './match.ts';
import { BITS, WITNESS } from './weights.ts';

/** Bits that a name tells beyond a single rare word. */
const LONG_NAME = BITS.name.equal + 0.5;

/** @param most what a value that nobody else has tells, in bits */
export function tierOf(evidence: Evidence, score: number, most: number, settings: MatchSettings): Tier {
  const { contradicted, registration } = evidence;
  const placed = isPlaced(evidence, most);
  if (!contradicted && score >= settings.sureAt && isProven(evidence, placed, settings)) return 'sure';
  const isLikely = score >= settings.likelyAt && registration >= 0 && !isUnwanted(evidence, placed, settings);
  return isLikely ? 'likely' : 'no';
}

function isProven(
  { registration, named, domainKind }: Evidence,
  placed: boolean,
  settings: MatchSettings,
): boolean {
  if (registration > 0) return true;
  return named && (domainKind === 'equal' || (placed && settings.placeAsWitness !== false));
}

/** The place or a telephone is the second witness beside the name. */
function isPlaced(evidence: Evidence, most: number): boolean {
  const { city, town, postcode, street, phone, doubtful } = evidence;
  const address = postcode + street + phone;
  return (doubtful ? address : city + town + address) >= WITNESS || isAlone(evidence, most);
}

/** A long rare name twice, in one country, under its own website or in two records that tell more, and nothing that differs. */
function isAlone(evidence: Evidence, most: number): boolean {
  const {
    whole,
    informed,
    name,
    doubtful,
    domainKind,
    branded,
    country,
    city,
    postcode,
    street,
    phone,
    legalForm,
  } = evidence;
  const differs = domainKind === 'other' || Math.min(country, city, postcode, street, phone, legalForm) < 0;
  const isLong = whole && name >= most + LONG_NAME;
  return (
    !doubtful &&
    !differs &&
    ((isLong && (country > 0 || branded || informed)) || (domainKind === 'sameLabel' && branded))
  );
}

/** The program wants no such pair in the queue, whatever its score. */
function isUnwanted(evidence: Evidence, placed: boolean, settings: MatchSettings): boolean {
  const { registration, domainKind, nameKind, country } = evidence;
  if (registration > 0) return false;
  const nameless = nameKind === 'unlike' || nameKind === 'none';
  const alone = domainKind === 'equal' && nameless && !placed;
  return (alone && settings.domainAlone === 'no') || (country < 0 && settings.acrossCountries === 'no');
}
