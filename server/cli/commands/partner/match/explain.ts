/** `sf partner match explain`: why two records are held for one company, point by point. */
import { Flags } from '@salesforce/sf-plugins-core';
import { explainMatch, type Explained } from '../../../../use/explainMatch.ts';
import { recordFlags, recordIn, recordsOf } from '../../../matchRecords.ts';
import { connectionFlag, PartnerCommand } from '../../../partnerCommand.ts';
import { sayReason } from '../../../sayReason.ts';
import { wordsOf } from '../../../words.ts';

const words = wordsOf('match.explain');

export class MatchExplain extends PartnerCommand<Explained> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = {
    connection: connectionFlag,
    ours: Flags.string({ dependsOn: ['theirs'], summary: words.getMessage('flags.ours.summary') }),
    theirs: Flags.string({ dependsOn: ['ours'], summary: words.getMessage('flags.theirs.summary') }),
    ...recordFlags(words),
    account: Flags.string({
      dependsOn: ['partner', 'row'],
      exclusive: ['ours', 'name'],
      summary: words.getMessage('flags.account.summary'),
    }),
    partner: Flags.string({ summary: words.getMessage('flags.partner.summary') }),
    row: Flags.string({ dependsOn: ['account'], summary: words.getMessage('flags.row.summary') }),
  };

  override async run(): Promise<Explained> {
    const { flags } = await this.parse(MatchExplain);
    const { ours, theirs, account, partner, row } = flags;
    const records =
      ours === undefined || theirs === undefined
        ? recordsOf(flags, words)
        : { ours: await recordIn(ours, words), theirs: await recordIn(theirs, words) };
    const request = account === undefined ? records && { ...records, partner } : { account, partner, row };
    if (request === null) this.error(words.getMessage('nothing'), { exit: 2 });
    const explained = await this.withConnection(flags, (context) => explainMatch(context, request));
    this.#show(explained);
    return explained;
  }

  #show({ steps, score, tier, settings, decision }: Explained): void {
    this.table({
      data: steps.map((step) => ({ why: sayReason(step), points: signed(step.points), total: step.total })),
    });
    const { sureAt, likelyAt } = settings;
    this.log(words.getMessage(`tier.${tier}`, [score, sureAt, likelyAt].map(String)));
    // The score alone would have done, so it is not the score that stands in the way.
    if (tier !== 'sure' && score >= sureAt) this.log(words.getMessage('unproven'));
    if (decision) this.log(words.getMessage(`decision.${decision}`));
  }
}

function signed(points: number): string {
  return points < 0 ? String(points) : `+${points}`;
}
