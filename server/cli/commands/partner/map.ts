/** `sf partner map`: the nightly run, now. */
import type { Run } from '../../../use/collections.ts';
import { mapAccounts } from '../../../use/mapAccounts.ts';
import { endedWell, linesAbout } from '../../mappingResult.ts';
import { connectionFlag, PartnerCommand } from '../../partnerCommand.ts';
import { wordsOf } from '../../words.ts';

const words = wordsOf('map');

export class MapAccounts extends PartnerCommand<Run> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = { connection: connectionFlag };

  override async run(): Promise<Run> {
    const { flags } = await this.parse(MapAccounts);
    const run = await this.withConnection(flags, (context) => mapAccounts(context));
    for (const line of linesAbout(run)) this.log(line);
    if (!endedWell(run)) this.partlyRefused();
    return run;
  }
}
