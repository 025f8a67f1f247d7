/** The words by which lists say what a company is to the partner. */
import { SEGMENTS, type Segment } from '../../schema/objects.ts';
import { asciiOf } from '../normalise/letters.ts';

const WORDS: Readonly<Record<Segment, string>> = {
  customer:
    'customer|customers|existingcustomer|currentcustomer|activecustomer|client|clients|kunde|kunden|bestandskunde|clientactif|cliente|clientes|clienti|klant|kund|asiakas|klient|zakaznik|won|closedwon|active|evangelist|installedbase',
  openOpportunity:
    'openopportunity|opportunity|opportunities|openopp|opp|open|opendeal|deal|pipeline|inpipeline|qualified|salesqualifiedlead|sql|chance|verkaufschance|opportunite|affaireencours|oportunidad|oportunidade|opportunita|verkoopkans|affarsmojlighet|mahdollisuus',
  prospect:
    'prospect|prospects|lead|leads|target|targetaccount|suspect|marketingqualifiedlead|mql|subscriber|other|interessent|potentialcustomer|prospectif|prospecto|potencial|potenziale|prospectklant|noncustomer|new|cold|formercustomer|churned|lost|closedlost',
};

const SEGMENT_BY_WORD = new Map(
  SEGMENTS.flatMap((segment) => WORDS[segment].split('|').map((word): [string, Segment] => [word, segment])),
);

/** For the message that refuses an unknown word. */
export const SEGMENT_WORDS: readonly string[] = ['customer', 'open opportunity', 'prospect'];

/** Null for a word we do not know: a guess could show a prospect as a customer. */
export function segmentOfWord(text: string): Segment | null {
  return SEGMENT_BY_WORD.get(asciiOf(text).replace(/[^a-z0-9]/g, '')) ?? null;
}
