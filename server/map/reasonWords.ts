/** The reasons of a match in plain English, each with its points. */
import type { Reason } from '../../shared/domain/matching/scorer.ts';

const WORDS: Readonly<Record<string, string>> = {
  'match.start': 'before looking, as rare as a match is',
  'match.registration.equal': 'same registration number {ours}',
  'match.registration.other': 'other registration number ({ours}, {theirs})',
  'match.domain.equal': 'same domain {ours}',
  'match.domain.sameLabel': 'same domain but for its ending ({ours}, {theirs})',
  'match.email.equal': 'same e-mail address {ours}',
  'match.domain.other': 'other domain ({ours}, {theirs})',
  'match.name.equal': 'same name "{ours}"',
  'match.name.similar': 'names {percent} % alike ("{ours}", "{theirs}")',
  'match.name.acronym': 'one name is the initials of the other ("{ours}", "{theirs}")',
  'match.name.site': 'name "{ours}" stands in the other\'s domain',
  'match.name.partial': 'names partly alike ("{ours}", "{theirs}")',
  'match.name.unlike': 'names unlike ("{ours}", "{theirs}")',
  'match.words.other': 'words that only one name has ({ours} | {theirs})',
  'match.numbers.other': 'other numbers in the names',
  'match.kin.other': 'one name is of a parent or subsidiary',
  'match.region.other': 'other regions in the names',
  'match.legalForm.other': 'other legal form ({ours}, {theirs})',
  'match.country.equal': 'same country {ours}',
  'match.country.other': 'other country ({ours}, {theirs})',
  'match.city.equal': 'same city {ours}',
  'match.city.other': 'other city ({ours}, {theirs})',
  'match.postcode.equal': 'same postcode {ours}',
  'match.postcode.other': 'other postcode ({ours}, {theirs})',
  'match.street.equal': 'same street {ours}',
  'match.street.other': 'other street ({ours}, {theirs})',
  'match.phone.equal': 'same phone …{ours}',
  'match.phone.other': 'other phone',
  'match.floor': 'no score lies below 0',
  'match.ceiling': 'no score lies above 100',
};

/** "same domain acme.com +22; other city (ulm, bonn) -3" */
export function inWords(reasons: readonly Reason[]): string {
  let text = '';
  for (const { key, args, weight } of reasons) {
    const words = (WORDS[key] ?? key).replace(/\{(\w+)\}/g, (_blank, name: string) =>
      String(args[name] ?? ''),
    );
    text += `${text === '' ? '' : '; '}${words} ${weight < 0 ? '' : '+'}${weight}`;
  }
  return text;
}
