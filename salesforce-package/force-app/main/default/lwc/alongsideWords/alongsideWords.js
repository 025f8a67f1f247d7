/** What of the shared code the cards use; printed by `npm run print:salesforce`, like the files beside it. */
export { say, sayValue } from './say';
export { formattersFor } from './format';
export { decimalOf, moneyOf } from './money';
