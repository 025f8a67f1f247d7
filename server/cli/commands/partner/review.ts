/** `sf partner review`: the queue of likely matches, and a person's word on one. */
import { Flags } from '@salesforce/sf-plugins-core';
import { Refusal } from '../../../use/context.ts';
import { decideMatch, type MatchDecision } from '../../../use/decideMatch.ts';
import { listReviews, type WaitingReview } from '../../../use/listReviews.ts';
import { connectionFlag, PartnerCommand } from '../../partnerCommand.ts';
import { wordsOf } from '../../words.ts';

const words = wordsOf('review');

export type ReviewResult = { reviews: WaitingReview[]; total: number } | { counts: Record<string, number> };

export class Review extends PartnerCommand<ReviewResult> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = {
    connection: connectionFlag,
    confirm: Flags.string({ summary: words.getMessage('flags.confirm.summary'), exclusive: ['reject'] }),
    reject: Flags.string({ summary: words.getMessage('flags.reject.summary') }),
    user: Flags.string({ summary: words.getMessage('flags.user.summary') }),
    limit: Flags.integer({
      min: 1,
      max: 10_000,
      default: 25,
      summary: words.getMessage('flags.limit.summary'),
    }),
  };

  override async run(): Promise<ReviewResult> {
    const { flags } = await this.parse(Review);
    const named = flags.confirm ?? flags.reject;
    if (named === undefined) {
      const waiting = await this.withConnection(flags, (context) => listReviews(context, flags.limit));
      this.#show(waiting);
      return waiting;
    }
    const decision = decisionOn(named, flags.confirm === undefined ? 'rejected' : 'confirmed', flags.user);
    const counts = (await this.withConnection(flags, (context) => decideMatch(context, decision))).all();
    this.log(words.getMessage('done', [decision.decision, String(counts['written'] ?? 0)]));
    if (counts['failed']) this.partlyRefused();
    return { counts };
  }

  #show({ reviews, total }: { reviews: WaitingReview[]; total: number }): void {
    if (total === 0) {
      this.log(words.getMessage('none'));
      return;
    }
    this.table({
      title: words.getMessage('title', [String(reviews.length), String(total)]),
      data: reviews.map(({ accountName, partnerName, shown, score, reasons, id }) => ({
        account: accountName,
        partner: partnerName,
        theirs: shown.name ?? shown.segment,
        score,
        why: reasons.map(({ key }) => key).join(', '),
        id,
      })),
    });
  }
}

function decisionOn(id: string, decision: MatchDecision['decision'], user?: string): MatchDecision {
  const [account, partner, row, ...rest] = id.split('/');
  if (!account || !partner || !row || rest.length > 0) {
    throw new Refusal('review.id', words.getMessage('badId', [id]), words.getMessage('badId.next'));
  }
  return { account, partner, row, decision, user: user ?? null };
}
