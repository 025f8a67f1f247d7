/** `sf partner match preview`: which pairs other thresholds or switches would move; nothing is written. */
import { Flags } from '@salesforce/sf-plugins-core';
import type { MatchSettings } from '../../../../../shared/domain/matching.ts';
import { previewMatching, type MatchingPreview } from '../../../../use/previewMatching.ts';
import { connectionFlag, PartnerCommand } from '../../../partnerCommand.ts';
import { wordsOf } from '../../../words.ts';

const words = wordsOf('match.preview');
const SHOWN = 50;

const threshold = (name: 'sure-at' | 'likely-at') =>
  Flags.integer({ min: 0, max: 100, summary: words.getMessage(`flags.${name}.summary`) });
const worth = (name: 'domain-alone' | 'across-countries') =>
  Flags.option({ options: ['likely', 'no'] as const, summary: words.getMessage(`flags.${name}.summary`) })();

export class MatchPreview extends PartnerCommand<MatchingPreview> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = {
    connection: connectionFlag,
    'sure-at': threshold('sure-at'),
    'likely-at': threshold('likely-at'),
    'place-as-witness': Flags.boolean({
      allowNo: true,
      summary: words.getMessage('flags.place-as-witness.summary'),
    }),
    'domain-alone': worth('domain-alone'),
    'across-countries': worth('across-countries'),
  };

  override async run(): Promise<MatchingPreview> {
    const { flags } = await this.parse(MatchPreview);
    const given: { [Name in keyof MatchSettings]: MatchSettings[Name] | undefined } = {
      sureAt: flags['sure-at'],
      likelyAt: flags['likely-at'],
      placeAsWitness: flags['place-as-witness'],
      domainAlone: flags['domain-alone'],
      acrossCountries: flags['across-countries'],
    };
    const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    if (Object.keys(change).length === 0) this.error(words.getMessage('nothing'), { exit: 2 });
    const preview = await this.withConnection(flags, (context) => previewMatching(context, change));
    this.#show(preview);
    return preview;
  }

  #show({ accounts, before, after, moves, changes, stay, hidden, writes }: MatchingPreview): void {
    const figures = [accounts, before.sure, after.sure, before.likely, after.likely];
    this.log(words.getMessage('totals', figures.map(String)));
    for (const { from, to, count } of moves) this.log(words.getMessage('move', [from, to, String(count)]));
    if (changes.length > 0) {
      const shown = changes.slice(0, SHOWN);
      this.table({
        title: words.getMessage('title', [String(shown.length), String(changes.length)]),
        data: shown.map(({ accountName, partnerName, theirs, score, from, to, decision }) => ({
          account: accountName,
          partner: partnerName,
          theirs,
          score,
          now: from,
          then: decision === null ? to : words.getMessage('stays', [decision]),
        })),
      });
    }
    if (stay > 0) this.log(words.getMessage('stay', [String(stay)]));
    if (hidden > 0) this.log(words.getMessage('hidden', [String(hidden)]));
    this.log(words.getMessage('done', [String(writes)]));
  }
}
