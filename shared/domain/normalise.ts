/** The door to normalisation: what is compared is never the text a person typed but one of these forms of it. */
export { placeOf, postcodeOf, streetOf } from './normalise/address.ts';
export { companyName, type CompanyName } from './normalise/companyName.ts';
export { countryCode } from './normalise/country.ts';
export { looseLettersOf, looseOf } from './normalise/loose.ts';
export { phoneOf } from './normalise/phone.ts';
export { registrationNumber, type SameRegistration, sameRegistration } from './normalise/registration.ts';
export { domainKind, type DomainKind, registrableDomain, type Site, siteOf } from './normalise/webDomain.ts';
