/** Where the cards find the server; printed by `connect hubspot --url`, so that no host stands in the source. */
export const SERVER = 'https://alongside.example.com';
