/** Digits after the decimal point where ISO 4217 says other than 2. */
const EXPONENT = {
    BIF: 0,
    CLP: 0,
    DJF: 0,
    GNF: 0,
    ISK: 0,
    JPY: 0,
    KMF: 0,
    KRW: 0,
    PYG: 0,
    RWF: 0,
    UGX: 0,
    UYI: 0,
    VND: 0,
    VUV: 0,
    XAF: 0,
    XOF: 0,
    XPF: 0,
    BHD: 3,
    IQD: 3,
    JOD: 3,
    KWD: 3,
    LYD: 3,
    OMR: 3,
    TND: 3,
};
export function exponentOf(currency) {
    return EXPONENT[currency] ?? 2;
}
/**
 * Reads a decimal string such as "1234.5" or "-0.07"; digits beyond the currency's exponent round half away from zero.
 * @throws RangeError when the text is no decimal or the amount leaves the safe integers.
 */
export function moneyOf(decimal, currency) {
    const parts = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(decimal.trim());
    if (!parts || (parts[2] === '' && (parts[3] ?? '') === ''))
        throw new RangeError(`no decimal amount: ${decimal}`);
    const exponent = exponentOf(currency);
    const fraction = parts[3] ?? '';
    const kept = fraction.slice(0, exponent).padEnd(exponent, '0');
    const roundsUp = Number(fraction[exponent] ?? '0') >= 5;
    const size = BigInt(`${parts[2]}${kept}` || '0') + (roundsUp ? 1n : 0n);
    const minor = Number(parts[1] === '-' ? -size : size);
    if (!Number.isSafeInteger(minor))
        throw new RangeError(`amount out of range: ${decimal} ${currency}`);
    return { minor: minor === 0 ? 0 : minor, currency };
}
/** The decimal string of an amount with exactly the currency's digits: {minor: -7, EUR} is "-0.07". */
export function decimalOf(money) {
    const exponent = exponentOf(money.currency);
    const digits = String(Math.abs(money.minor)).padStart(exponent + 1, '0');
    const sign = money.minor < 0 ? '-' : '';
    const whole = digits.slice(0, digits.length - exponent);
    return exponent === 0 ? sign + whole : `${sign}${whole}.${digits.slice(digits.length - exponent)}`;
}
