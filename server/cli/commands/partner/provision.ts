/** `sf partner provision`: what the CRM lacks, and with --apply its creation. */
import { Flags } from '@salesforce/sf-plugins-core';
import type { ProvisionStep } from '../../../../shared/schema/plan.ts';
import type { StepOutcome } from '../../../ports.ts';
import { previewProvision, provision, type ProvisionPreview } from '../../../use/provision.ts';
import { adminOf } from '../../adminSession.ts';
import { connectionFlag, PartnerCommand } from '../../partnerCommand.ts';
import { wordsOf } from '../../words.ts';

const words = wordsOf('provision');

type Applied = { step: ProvisionStep; outcome: StepOutcome }[];
export type Provisioned = {
  preview: ProvisionPreview;
  applied: { step: string; status: StepOutcome['status']; reason: string | null }[] | null;
};

export class Provision extends PartnerCommand<Provisioned> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = {
    connection: connectionFlag,
    apply: Flags.boolean({ summary: words.getMessage('flags.apply.summary') }),
    'target-org': Flags.string({ char: 'o', summary: words.getMessage('flags.target-org.summary') }),
  };

  override async run(): Promise<Provisioned> {
    const { flags } = await this.parse(Provision);
    const org = flags['target-org'];
    const admin = org === undefined ? undefined : (await adminOf(org)).session;
    return this.withConnection(
      flags,
      async (context) => {
        const preview = await previewProvision(context);
        this.#showPlan(preview);
        if (!flags.apply) {
          if (preview.plan.steps.length > 0) this.log(words.getMessage('apply.next'));
          return { preview, applied: null };
        }
        return { preview, applied: this.#showApplied(await provision(context, preview)) };
      },
      admin ? { admin } : {},
    );
  }

  #showPlan({
    plan,
    creates,
    room,
    costs: { rows, bytes, bytesLeft, calls, callsLeft },
  }: ProvisionPreview): void {
    if (plan.steps.length === 0) this.log(words.getMessage('plan.empty'));
    else {
      this.table({
        title: words.getMessage('plan.title'),
        data: plan.steps.map((step) => ({ step: nameOf(step) })),
      });
      const space =
        room === null ? words.getMessage('costs.noRoom') : words.getMessage('costs.room', [String(room)]);
      const left =
        callsLeft === null
          ? words.getMessage('costs.noCalls')
          : words.getMessage('costs.calls', [String(callsLeft)]);
      this.log(words.getMessage('costs', [String(creates), space, String(calls), left]));
      if (bytes !== null && bytesLeft !== null) {
        const share = [String(rows), megabytes(bytes), megabytes(bytesLeft)];
        this.log(words.getMessage('costs.storage', share));
      }
    }
    if (plan.conflicts.length > 0) {
      this.table({
        title: words.getMessage('conflicts.title'),
        data: plan.conflicts.map(({ code, object, field, wanted, found }) => ({
          problem: words.getMessage(`conflict.${code}`),
          object,
          field: field ?? '',
          wanted,
          found,
        })),
      });
    }
    if (plan.leftOut.length > 0) {
      this.log(words.getMessage('leftOut', [plan.leftOut.map(({ field }) => field).join(', ')]));
    }
  }

  #showApplied(applied: Applied): Provisioned['applied'] {
    const rows = applied.map(({ step, outcome }) => ({
      step: nameOf(step),
      status: outcome.status,
      reason: outcome.status === 'failed' ? outcome.error.message : null,
    }));
    const failed = rows.filter(({ status }) => status === 'failed');
    if (failed.length > 0) {
      this.table({ title: words.getMessage('outcome.title'), data: failed });
      this.partlyRefused();
    }
    const count = (status: StepOutcome['status']) =>
      String(rows.filter((row) => row.status === status).length);
    this.log(words.getMessage('done', [count('done'), count('unchanged'), count('failed')]));
    return rows;
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(1);
}

function nameOf(step: ProvisionStep): string {
  if (step.kind === 'grant') return words.getMessage('step.grant');
  const field = 'field' in step ? `.${step.field.native}` : '';
  return words.getMessage(`step.${step.kind}`, [`${step.object.native}${field}`]);
}
