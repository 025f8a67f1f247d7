/** What a test decides and sees of the platform around a card. */
export const org = {
  /** Answers a call of the gateway: `{verb, recordId, body}` to `{status, body}`. */
  gateway: async () => ({ status: 0, body: null }),
  /** Every call of the gateway. */
  calls: [],
  /** Records that a card said have changed. */
  notified: [],
  /** Records that a card opened. */
  opened: [],
};
