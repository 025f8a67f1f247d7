/** The door to normalisation: what is compared is never the text a person typed but one of these forms of it. */
export { placeOf, postcodeIn, postcodeOf } from './normalise/address.ts';
export { companyName, type CompanyName, companyNameIn } from './normalise/companyName.ts';
export { countryCode } from './normalise/country.ts';
export { looseLettersIn, looseOf } from './normalise/loose.ts';
export { type Word, writeWord } from './normalise/nameTokens.ts';
export { phoneIn, phoneOf } from './normalise/phone.ts';
export { writeInitials } from './normalise/nameCore.ts';
export {
  registrationIn,
  registrationNumber,
  type SameRegistration,
  sameRegistration,
} from './normalise/registration.ts';
export { streetIn, streetOf } from './normalise/street.ts';
export { asciiText, decoded, type Reader, Utf8Text, writeAscii } from './normalise/utf8.ts';
export { Memo } from './normalise/memo.ts';
export { WordTable } from './normalise/wordTable.ts';
export {
  domainKind,
  type DomainKind,
  registrableDomain,
  type Site,
  siteIn,
  siteOf,
} from './normalise/webDomain.ts';
