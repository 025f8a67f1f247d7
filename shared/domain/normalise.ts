/** The door to normalisation: what is compared is never the text a person typed but one of these forms of it. */
export { companyName, type CompanyName } from './normalise/companyName.ts';
export { countryCode } from './normalise/country.ts';
export { registrationNumber } from './normalise/registration.ts';
export { domainKind, type DomainKind, registrableDomain, type Site, siteOf } from './normalise/webDomain.ts';
