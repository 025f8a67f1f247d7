/** `sf partner run`: a scheduled job, now. */
import { Args } from '@oclif/core';
import { Flags } from '@salesforce/sf-plugins-core';
import type { Run } from '../../../use/collections.ts';
import { mapAccounts } from '../../../use/mapAccounts.ts';
import { receiveChanges } from '../../../use/receiveChanges.ts';
import { endedWell, linesAbout } from '../../mappingResult.ts';
import { connectionFlag, PartnerCommand } from '../../partnerCommand.ts';
import { wordsOf } from '../../words.ts';

const words = wordsOf('run');

export class RunJob extends PartnerCommand<Run | { state: 'busy' }> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly args = {
    job: Args.string({
      required: true,
      options: ['changes', 'map'],
      description: words.getMessage('args.job.description'),
    }),
  };
  static override readonly flags = {
    connection: connectionFlag,
    'accept-gone': Flags.boolean({ summary: words.getMessage('flags.accept-gone.summary') }),
    retry: Flags.boolean({ summary: words.getMessage('flags.retry.summary') }),
  };

  override async run(): Promise<Run | { state: 'busy' }> {
    const { args, flags } = await this.parse(RunJob);
    const run = await this.withConnection(flags, (context) =>
      args.job === 'map'
        ? mapAccounts(context, { acceptGone: flags['accept-gone'], retry: flags.retry })
        : receiveChanges(context, { acceptGone: flags['accept-gone'] }),
    );
    if (!run) {
      this.log(words.getMessage('busy'));
      this.partlyRefused();
      return { state: 'busy' };
    }
    if (args.job === 'changes') {
      const seen = String(run.counts['changes'] ?? 0);
      this.log(words.getMessage('changes', [seen, String(run.counts['accounts'] ?? 0)]));
    }
    for (const line of linesAbout(run)) this.log(line);
    if (!endedWell(run)) this.partlyRefused();
    return run;
  }
}
