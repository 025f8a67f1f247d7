/** Turns what machines write into what people read: names, figures, instants. */
const FIGURES = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const INSTANTS = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});

/** `partnerAccountName`, `match.domain.equal` and `hs_object_id` become words that begin with a capital. */
export function humanised(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[._]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A word a program chose, such as `openOpportunity`; not a name or an address. */
export function isCodeWord(text: string): boolean {
  return /^[a-z]+([A-Z][a-z]*)*$/.test(text);
}

/** An identifier that says nothing to a person, such as a hash. */
export function isMachineKey(text: string): boolean {
  return /^[a-z0-9]{24,}$/i.test(text);
}

export function figure(value: number): string {
  return FIGURES.format(value);
}

export function signed(value: number): string {
  return value < 0 ? `−${figure(-value)}` : `+${figure(value)}`;
}

/** UTC milliseconds as people read them. */
export function instant(at: number): string {
  return `${INSTANTS.format(new Date(at))} UTC`;
}
