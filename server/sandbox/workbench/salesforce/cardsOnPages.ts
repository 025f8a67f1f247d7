/** Where the package's cards stand, as an admin would place them in App Builder. */

/** Components that are about no record, by the tab they stand on. */
export const TABS = [
  { slug: 'program', title: 'Partner Program', component: 'alongsideProgram' },
  { slug: 'registrations', title: 'Registration Inbox', component: 'alongsideRegistrations' },
  { slug: 'review', title: 'Matches to Review', component: 'alongsideReview' },
] as const;

/** The components beside a record of an object, the first on top. */
export function componentsBeside(object: string, isPartner: boolean): readonly string[] {
  if (object === 'Opportunity') return ['alongsideDeal'];
  if (object !== 'Account') return [];
  return isPartner ? ['alongsidePartner'] : ['alongsideAccount'];
}

/** All of them, as the compiler needs them. */
export const CARDS: readonly string[] = [
  ...['alongsideDeal', 'alongsideAccount', 'alongsidePartner'],
  ...TABS.map(({ component }) => component),
];
