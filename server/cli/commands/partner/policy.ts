/** `sf partner policy`: what each side lets the other see. */
import { Flags } from '@salesforce/sf-plugins-core';
import type { Share } from '../../../../shared/domain/sharing.ts';
import { setPolicy, showPolicies, type PolicyRow } from '../../../use/sharePolicies.ts';
import { levelFlag, segmentFlag, shareableFields } from '../../choices.ts';
import { connectionFlag, PartnerCommand } from '../../partnerCommand.ts';
import { wordsOf } from '../../words.ts';

const words = wordsOf('policy');

export class Policy extends PartnerCommand<PolicyRow[]> {
  static override readonly summary = words.getMessage('summary');
  static override readonly description = words.getMessage('description');
  static override readonly examples = words.getMessages('examples');
  static override readonly flags = {
    connection: connectionFlag,
    partner: Flags.string({ char: 'p', summary: words.getMessage('flags.partner.summary') }),
    segment: segmentFlag(words.getMessage('flags.segment.summary')),
    theirs: levelFlag(words.getMessage('flags.theirs.summary')),
    'their-fields': Flags.string({ summary: words.getMessage('flags.their-fields.summary') }),
    ours: levelFlag(words.getMessage('flags.ours.summary')),
    'our-fields': Flags.string({ summary: words.getMessage('flags.our-fields.summary') }),
    revoke: Flags.boolean({ summary: words.getMessage('flags.revoke.summary') }),
  };

  override async run(): Promise<PolicyRow[]> {
    const { flags } = await this.parse(Policy);
    const theirs = shareOf(flags.theirs, flags['their-fields']);
    const ours = shareOf(flags.ours, flags['our-fields']);
    const isChange = theirs !== null || ours !== null || flags.revoke;
    if (isChange && flags.partner === undefined) this.error(words.getMessage('noPartner'), { exit: 2 });
    return this.withConnection(flags, async (context) => {
      if (isChange && flags.partner !== undefined) {
        await setPolicy(context, {
          partner: flags.partner,
          revoke: flags.revoke,
          ...(flags.segment && { segment: flags.segment }),
          ...(theirs && { theirs }),
          ...(ours && { ours }),
        });
        this.log(words.getMessage('done', [flags.partner]));
      }
      const rows = (await showPolicies(context)).filter(
        ({ partner, segment }) =>
          (flags.partner === undefined || partner.toLowerCase() === flags.partner.toLowerCase()) &&
          (flags.segment === undefined || segment === flags.segment),
      );
      this.#show(rows);
      return rows;
    });
  }

  #show(rows: readonly PolicyRow[]): void {
    if (rows.length === 0) this.log(words.getMessage('none'));
    else {
      this.table({
        title: words.getMessage('title'),
        data: rows.map(({ partner, segment, theirs, ours }) => ({
          partner,
          segment,
          theirs: textOf(theirs),
          ours: textOf(ours),
        })),
      });
    }
  }
}

function shareOf(level: Share['level'] | undefined, fields: string | undefined): Partial<Share> | null {
  if (level === undefined && fields === undefined) return null;
  return { ...(level && { level }), ...(fields !== undefined && { fields: shareableFields(fields) }) };
}

function textOf({ level, fields }: Share): string {
  return level === 'all' && fields.length > 0 ? `${level}: ${fields.join(', ')}` : level;
}
