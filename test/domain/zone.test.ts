/** Running the rules under two time zones proves something only if the zones really are in force. */
import { expect, test } from 'vitest';

test('the zone of the test run is in force', () => {
  expect(new Intl.DateTimeFormat('en').resolvedOptions().timeZone).toBe(process.env['TZ']);
  expect(new Date(0).getTimezoneOffset()).not.toBe(0);
});
