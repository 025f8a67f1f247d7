/** `sf partner match report`: how right matching was where people have decided, and what that says of the thresholds. */
import { LEAST_DECISIONS, type Precision } from '../../../../../shared/domain/matchReport.ts';
import { reportMatches, type DecidedReport } from '../../../../use/reportMatches.ts';
import { connectionFlag, PartnerCommand } from '../../../partnerCommand.ts';
import { wordsOf } from '../../../words.ts';

const words = wordsOf('match.report');

export class MatchReport extends PartnerCommand<DecidedReport> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = { connection: connectionFlag };

  override async run(): Promise<DecidedReport> {
    const { flags } = await this.parse(MatchReport);
    const report = await this.withConnection(flags, reportMatches);
    this.#show(report);
    return report;
  }

  #show({ decided, gone, tiers, bands, suggestion, settings }: DecidedReport): void {
    if (decided === 0) this.log(words.getMessage('none'));
    else {
      const { sure, likely, no } = tiers;
      this.table({
        title: words.getMessage('title.tiers'),
        data: Object.entries({ sure, likely, no }).map(([tier, of]) => ({ tier, ...cells(of) })),
      });
      this.table({
        title: words.getMessage('title.bands'),
        data: bands.map((band) => ({ score: `${band.from}-${band.to}`, ...cells(band) })),
      });
      this.log(words.getMessage('bias'));
    }
    if (gone > 0) this.log(words.getMessage('gone', [String(gone)]));
    for (const name of ['sureAt', 'likelyAt'] as const) {
      const [wanted, present] = [suggestion[name], settings[name]];
      if (wanted === null) this.log(words.getMessage(`${name}.none`, [String(present)]));
      else if (wanted === present) this.log(words.getMessage(`${name}.right`, [String(present)]));
      else this.log(words.getMessage(`${name}.other`, [String(wanted), String(present)]));
    }
  }
}

function cells({ confirmed, rejected, share, interval }: Precision) {
  const right = share === null ? '' : percent(share);
  const enough = confirmed + rejected >= LEAST_DECISIONS;
  const between =
    interval && enough ? `${percent(interval.low)} - ${percent(interval.high)}` : words.getMessage('few');
  return { confirmed, rejected, right, between: share === null ? '' : between };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
