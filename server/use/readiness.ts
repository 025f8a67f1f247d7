/** Before anything is written: what this connection holds, how well it can be matched, and who counts as a partner. */
import { ReadinessCount, type Readiness } from '../../shared/domain/readiness.ts';
import { recognisePartner, segmentOf, subjectOf, takesPart } from '../../shared/domain/partner.ts';
import { nativeFieldsOf } from '../../shared/domain/program.ts';
import type { Context } from './context.ts';
import { DEAL_FIELDS, dealFacts } from './crmFields.ts';
import { readRules } from './rules.ts';

export async function readReadiness(context: Context): Promise<Readiness> {
  const { crm } = context;
  const { program } = await readRules(context);
  const deals = new Map<string, { closed?: boolean | null; won?: boolean | null }[]>();
  for await (const page of crm.find({ object: 'deal', fields: DEAL_FIELDS })) {
    for (const { fields } of page) {
      if (fields.account) deals.set(fields.account, [...(deals.get(fields.account) ?? []), fields]);
    }
  }
  const count = new ReadinessCount();
  let done = 0;
  for await (const page of crm.find({
    object: 'account',
    fields: ['name', 'website', 'country', 'city', 'phone'],
    native: nativeFieldsOf(program),
  })) {
    context.signal.throwIfAborted();
    for (const record of page) {
      count.add({
        subject: subjectOf(record, program),
        partner: recognisePartner(record, program),
        takesPart: takesPart(record, program),
        segment: segmentOf(record, dealFacts(deals.get(record.id) ?? []), program),
      });
    }
    context.progress({ phase: 'readiness.accounts', done: (done += page.length) });
  }
  return count.result();
}
