/** Asks the Alongside server through the gateway, and tells an answer from the lack of one. */
import gateway from '@salesforce/apex/AlongsideGateway.ask';
import LANG from '@salesforce/i18n/lang';

const OBJECT = { deal: 'deal', account: 'account', partner: 'account' };

/**
 * @param {'view'|'act'|'search'} verb
 * @param {{card: string, recordId?: string, stamp: number|null}} about
 * @param {object} more what this verb carries besides
 * @returns {Promise<object>} an answer of the contract, or `{trouble}`: `denied` (the gateway signs nothing for this
 *   user on this record) or `unreachable`
 */
export async function ask(verb, { card, recordId, stamp }, more = {}) {
  const body = JSON.stringify({
    ask: verb,
    v: 1,
    card,
    record: recordId && OBJECT[card] ? { object: OBJECT[card], id: recordId } : null,
    stamp,
    // Only chooses the language of the words: numbers and dates are written here, in the user's locale and zone.
    locale: LANG,
    ...more,
  });
  try {
    return answerIn(await gateway({ verb, recordId: recordId ?? null, body }));
  } catch (error) {
    return { trouble: 'unreachable', reason: error?.body?.message ?? error?.message };
  }
}

/** A body that is no answer of ours comes from something between us and the server. */
function answerIn({ status, body }) {
  if (status === 403 && !body) return { trouble: 'denied' };
  try {
    const answer = JSON.parse(body);
    if (typeof answer?.ok === 'boolean') return answer;
  } catch (error) {
    return { trouble: 'unreachable', reason: `${status}: ${error.message}` };
  }
  return { trouble: 'unreachable', reason: String(status) };
}
