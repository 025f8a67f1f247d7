/** Numbers, money, dates and lists as a locale and time zone write them. */
import { decimalOf, exponentOf } from './money';
const MINUTE = 60_000;
const UNITS = [
    ['day', 24 * 60 * MINUTE],
    ['hour', 60 * MINUTE],
    ['minute', MINUTE],
    ['second', 1_000],
];
/**
 * @param locale BCP 47, how to write; @param language of the words, for their plural forms
 * @param timeZone IANA name
 * @throws RangeError when one of them is unknown
 */
export function formattersFor(locale, timeZone, language) {
    const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
    const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
    const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
    const instant = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
    const list = new Intl.ListFormat(locale, { type: 'conjunction' });
    const plurals = new Intl.PluralRules(language);
    return {
        number: (value) => number.format(value),
        money: (minor, currency) => money(locale, minor, currency),
        percent: (basisPoints) => percent.format(basisPoints / 10_000),
        date: (day) => date.format(Date.parse(day)),
        instant: (ms) => instant.format(ms),
        duration: (ms) => duration(locale, ms),
        list: (items) => list.format(items),
        plural: (value) => plurals.select(value),
    };
}
/** Exact to the minor unit, since the amount is never a binary fraction. */
function money(locale, minor, currency) {
    const digits = exponentOf(currency);
    const format = new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
    });
    return format.format(decimalOf({ minor, currency }));
}
/** In the largest unit that it fills, cut to whole ones. */
function duration(locale, ms) {
    const [unit, size] = UNITS.find(([, size]) => ms >= size) ?? ['second', 1_000];
    const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
    return format.format(Math.floor(ms / size));
}
