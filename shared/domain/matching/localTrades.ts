/** Trades of which every town has its own: pharmacies, inns and schools of one name in two towns are two. */
import { conceptOf } from '../normalise/nameWords.ts';
import { hashOf } from './hash.ts';

/** Concepts and words in many languages, each as it stands in a core name. */
const TRADES = `
  pharmacy hotel restaurant bakery butcher hospital clinic dental school church lawyer tax praxis library museum college
  beauty plumbing heating roofing painting garden supermarket shop travel saint kindergarten cafe caffe salon inn pub
  pizzeria pizza imbiss bistro trattoria taverna pension friseur barber hairdresser coiffeur peluqueria parrucchiere
  landscaping laundry garage carwash florist veterinary optics optician physiotherapie metzgerei boucherie carniceria
  drogerie fahrschule tankstelle feuerwehr parish community motel hostel bar grill nails tattoo yoga fitness
`;

let hashes: ReadonlySet<number> | undefined;

/** @param word the hash of a core word */
export function isLocalTrade(word: number): boolean {
  hashes ??= new Set(
    TRADES.split(/\s+/)
      .filter(Boolean)
      .map((trade) => hashOf(conceptOf(trade))),
  );
  return hashes.has(word);
}
