/** Fails a test in which LWC warns, since an org would only write it to a console that nobody reads. */
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { org } from './platform/org.js';

beforeEach(() => {
  for (const level of ['warn', 'error']) vi.spyOn(console, level);
  org.calls.length = 0;
  org.notified.length = 0;
  org.opened.length = 0;
});

afterEach(() => {
  document.body.replaceChildren();
  for (const level of ['warn', 'error']) expect(console[level].mock.calls).toEqual([]);
  vi.restoreAllMocks();
});
