/** The message in words. A key without words is said as it is, so that the gap shows. */
export function say(words, message, format) {
    const word = words.byKey[message.key];
    if (word === undefined)
        return message.key;
    const args = message.args ?? {};
    const text = typeof word === 'string' ? word : (word[format.plural(count(args[word.by]))] ?? word.other);
    return text.replace(/\{(\w+)\}/g, (blank, name) => {
        const arg = args[name];
        return arg === undefined ? blank : isolated(sayArg(words, arg, format));
    });
}
/** A value as text, without any link it stands for. */
export function sayValue(words, value, format) {
    switch (value.kind) {
        case 'text':
            return value.text;
        case 'number':
            return format.number(value.value);
        case 'money':
            return format.money(value.minor, value.currency);
        case 'percent':
            return format.percent(value.basisPoints);
        case 'date':
            return format.date(value.day);
        case 'instant':
            return format.instant(value.ms);
        case 'duration':
            return format.duration(value.ms);
        case 'record':
            return value.name;
        case 'link':
            return value.url;
        case 'word':
            return say(words, value, format);
        case 'list':
            return format.list(value.items.map((item) => sayValue(words, item, format)));
    }
}
function sayArg(words, arg, format) {
    if (typeof arg === 'string')
        return arg;
    return typeof arg === 'number' ? format.number(arg) : sayValue(words, arg, format);
}
function count(arg) {
    if (typeof arg === 'number')
        return arg;
    return typeof arg === 'object' && arg.kind === 'number' ? arg.value : 0;
}
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
/** A name written from right to left may not turn the sentence around it. */
function isolated(text) {
    return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
