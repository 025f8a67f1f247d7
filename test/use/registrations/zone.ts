/** Where the customer of the tests about claims has its days. */
export const ZONE = 'Europe/Berlin';
