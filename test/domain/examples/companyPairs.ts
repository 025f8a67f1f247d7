/** Hand-written pairs of companies as two CRMs hold them, with the tier we owe and why. */
import type { Match, Subject } from '../../../shared/domain/matching.ts';

type Company = Omit<Subject, 'id'>;

export interface CompanyPair {
  ours: Company;
  theirs: Company;
  tier: Match['tier'];
  why: string;
}

const pair = (ours: Company, theirs: Company, tier: Match['tier'], why: string): CompanyPair => ({
  ours,
  theirs,
  tier,
  why,
});

const DE = { country: 'Germany' };
const GB = { country: 'United Kingdom' };
const US = { country: 'USA' };

export const SAME_COMPANY: readonly CompanyPair[] = [
  pair(
    { name: 'Müller Maschinenbau GmbH & Co. KG', website: 'mueller-maschinenbau.de', ...DE },
    { name: 'Mueller Maschinenbau', website: 'https://www.mueller-maschinenbau.de/kontakt', country: 'DE' },
    'sure',
    'umlaut, legal form and trade word differ only in spelling',
  ),
  pair(
    { name: 'A.P. Møller - Mærsk A/S', website: 'maersk.com', country: 'Denmark' },
    { name: 'AP Moller Maersk', website: 'www.maersk.com', country: 'DK' },
    'sure',
    'Danish letters and dots',
  ),
  pair(
    { name: 'International Business Machines Corporation', website: 'ibm.com', ...US },
    { name: 'IBM', website: 'https://ibm.com', country: 'United States' },
    'sure',
    'acronym and domain',
  ),
  pair(
    { name: 'Hewlett Packard Inc.', website: 'hp.com', ...US },
    { name: 'HP', website: 'hp.com', ...US },
    'sure',
    'two initials of two words and domain',
  ),
  pair(
    { name: 'CastilloAlimentación S.L.', city: 'Salamanca', country: 'Spain' },
    { name: 'Castillo Alimentación', city: 'Salamanca', country: 'ES' },
    'sure',
    'one name written as one word, of which the other has a word that is translated',
  ),
  pair(
    { name: 'NorrlandSågHyvleri', city: 'Umeå', country: 'Sweden' },
    { name: 'Norrland Såg Hyvleri AB', city: 'Umeå', country: 'SE' },
    'sure',
    'three words written as one',
  ),
  pair(
    { name: 'TransportesMendizabal S.A.', city: 'Bilbao', country: 'Spain' },
    { name: 'Transportes Mendizabal', city: 'Bilbao', country: 'ES' },
    'sure',
    'the same where the everyday word comes first',
  ),
  pair(
    { name: 'Société Générale S.A.', website: 'societegenerale.com', country: 'France' },
    { name: 'SOCIETE GENERALE', website: 'http://societegenerale.com', country: 'FRA' },
    'sure',
    'accents and capitals',
  ),
  pair(
    { name: 'ООО «Ромашка»', website: 'romashka.ru', country: 'Россия' },
    { name: 'Romashka LLC', website: 'romashka.ru', country: 'Russian Federation' },
    'sure',
    'Cyrillic against Latin, two forms of the same kind',
  ),
  pair(
    { name: 'Ελληνική Ζυθοποιία', website: 'zythopoiia.gr', country: 'Ελλάδα' },
    { name: 'Elliniki Zythopoiia', website: 'zythopoiia.gr', country: 'Greece' },
    'sure',
    'Greek against Latin',
  ),
  pair(
    { name: 'トヨタ自動車株式会社', website: 'toyota.jp', country: '日本' },
    { name: '(株)トヨタ自動車', website: 'www.toyota.jp', country: 'Japan' },
    'sure',
    'Japanese legal form before and behind the name',
  ),
  pair(
    { name: 'Foodservice Partners Łódź Sp. z o.o.', website: 'fsp-lodz.pl', country: 'Polska' },
    { name: 'FOODSERVICE PARTNERS LODZ SPOLKA Z OGRANICZONA ODPOWIEDZIALNOSCIA', website: 'fsp-lodz.pl' },
    'sure',
    'Polish legal form written out',
  ),
  pair(
    { name: 'Kamstoom Logistics B.V.', website: 'kamstoom.nl', country: 'Nederland' },
    { name: 'Kamstom Logistics', website: 'kamstoom.nl', country: 'NL' },
    'sure',
    'typing error, but domain equal',
  ),
  pair(
    { name: 'Johnson & Johnson', website: 'jnj.com', ...US },
    { name: 'Johnson and Johnson Inc', emails: ['anna@jnj.com'], ...US },
    'sure',
    'ampersand; the domain comes from an e-mail address',
  ),
  pair(
    { name: 'Facebook Ireland Limited', registrationNumber: 'IE462932', country: 'Ireland' },
    { name: 'Meta Platforms Ireland Ltd', registrationNumber: 'IE 462932', country: 'IE' },
    'sure',
    'renamed: the registration number decides',
  ),
  pair(
    { name: 'Contoso Retail', registrationNumber: '00-412-7790' },
    { name: 'Contoso Retail Stores', registrationNumber: '4127790' },
    'sure',
    'a spreadsheet dropped the leading zeros of the DUNS number',
  ),
  pair(
    { name: 'MC Donald’s Deutschland LLC', website: 'mcdonalds.de', ...DE },
    { name: 'McDonalds Deutschland', website: 'mcdonalds.de', country: 'Deutschland' },
    'sure',
    'split word and apostrophe',
  ),
  pair(
    { name: 'Grupo Bimbo, S.A.B. de C.V.', website: 'grupobimbo.com', country: 'México' },
    { name: 'Grupo Bimbo', website: 'grupobimbo.com', country: 'MX' },
    'sure',
    'Mexican legal form of five words',
  ),
  pair(
    { name: 'Bäckerei Östlund AB', website: 'ostlund.se', country: 'Sverige' },
    { name: 'Östlund Bäckerei', website: 'ostlund.se', country: 'Sweden' },
    'sure',
    'words in another order',
  ),
  pair(
    { name: 'Nordwind Deutschland GmbH', website: 'nordwind.de', ...DE },
    { name: 'Nordwind GmbH', website: 'nordwind.de', ...DE },
    'sure',
    'the region in the name is the country of both',
  ),
  pair(
    { name: '3M Company', website: '3m.com', ...US },
    { name: '3M', website: 'www.3m.com', ...US },
    'sure',
    'a name of two characters',
  ),
  pair(
    { name: 'PT Bank Central Asia Tbk', website: 'bca.co.id', country: 'Indonesia' },
    { name: 'Bank Central Asia', website: 'bca.co.id', country: 'ID' },
    'sure',
    'Indonesian form before and behind',
  ),
  pair(
    { name: 'xn--mller-kva Handels', website: 'http://müller-handels.de', ...DE },
    { name: 'Xn Mller kva Handels', website: 'xn--mller-handels-zob.de', ...DE },
    'likely',
    'different international domains; the name alone is not enough',
  ),
  pair(
    { name: 'Thyssenkrupp AG', ...DE },
    { name: 'Thyssen Krupp', ...DE },
    'sure',
    'split long word, one country and nothing that differs',
  ),
  pair(
    { name: 'Capgemini', website: 'capgemini.com', country: 'France' },
    { name: 'Capgemini', website: 'capgemini.fr', country: 'FR' },
    'sure',
    'both call their websites by the rare name they have, in one country',
  ),
];

export const LIKELY: readonly CompanyPair[] = [
  pair(
    { name: 'Kamstoom GmbH', ...DE },
    { name: 'Kamstoom', country: 'DE' },
    'likely',
    'an equal rare name alone',
  ),
  pair({ name: 'Zalando SE' }, { name: 'zalando' }, 'likely', 'only names, as in files with id and name'),
  pair(
    { name: 'Brauerei Hofstetten' },
    { name: 'Hofstetten Brauerei GmbH' },
    'likely',
    'reordered, no domain',
  ),
  pair({ name: 'Vattenfall AB' }, { name: 'Vatenfall' }, 'likely', 'typing error, no domain'),
  pair(
    { name: 'Acme Rockets', website: 'acme.com', ...US },
    { name: 'Roadrunner Traps', website: 'acme.com', ...US },
    'likely',
    'equal domain, unlike names: right two times in three',
  ),
  pair(
    { name: 'Siemens AG', website: 'siemens.com', ...DE },
    { name: 'Siemens Healthineers AG', website: 'siemens.com', ...DE },
    'likely',
    'one name holds the other and the domain is one, but a word of its own names another company of the group',
  ),
  pair(
    { name: 'Volkswagen AG', website: 'volkswagen.de', ...DE },
    { name: 'Volkswagen Leasing GmbH', website: 'volkswagen.de', ...DE },
    'likely',
    'a word of kinship on one side',
  ),
  pair(
    { name: 'Otto Group', website: 'otto.de', ...DE },
    { name: 'Otto Group Holding', website: 'otto.de', ...DE },
    'likely',
    'holding company',
  ),
  pair(
    { name: 'Deutsche Telekom AG', website: 'telekom.de', ...DE },
    { name: 'Deutsche Telekom Stiftung', website: 'telekom.de', ...DE },
    'likely',
    'a foundation is another entity',
  ),
  pair(
    { name: 'Nestlé S.A.', website: 'nestle.com', country: 'Switzerland' },
    { name: 'Nestlé', website: 'nestle.com', ...US },
    'likely',
    'same name and domain in another country',
  ),
  pair(
    { name: 'Nordwind France SAS', website: 'nordwind.com' },
    { name: 'Nordwind Italia Srl', website: 'nordwind.com' },
    'likely',
    'two regions of one group',
  ),
  pair(
    { name: 'Blue Harbor Cafe', website: 'facebook.com/blueharbor' },
    { name: 'Blue Harbor Cafe', website: 'facebook.com/blueharborcafe' },
    'likely',
    'a social network is no domain of theirs: only the name counts',
  ),
  pair(
    { name: 'Schreinerei Obermeyer', emails: ['obermeyer@t-online.de'] },
    { name: 'Schreinerei Obermeyer', emails: ['info@t-online.de'] },
    'likely',
    'free mail is no domain of theirs',
  ),
  pair(
    { name: 'Vandelay Imports', website: 'vandelay.wixsite.com/home' },
    { name: 'Vandelay Imports', website: 'vandelay.wixsite.com' },
    'likely',
    'hosted pages never prove a company',
  ),
  pair(
    { name: 'Kamstoom Verwaltungs Holding', website: 'kamstoom.de' },
    { name: 'Kamstoom', website: 'kamstoom.de' },
    'likely',
    'extra words and a holding',
  ),
];

export const OTHER_COMPANY: readonly CompanyPair[] = [
  pair(
    { name: 'Contoso Ltd', website: 'contoso.com', registrationNumber: '217483905', ...GB },
    { name: 'Contoso Ltd', website: 'contoso.com', registrationNumber: '509114276', ...GB },
    'no',
    'two DUNS numbers: two legal entities whatever else agrees',
  ),
  pair(
    { name: 'Apple Inc', ...US },
    { name: 'Apple', country: 'Ireland' },
    'no',
    'name alone, other country',
  ),
  pair(
    { name: 'Kaufland Fund II', website: 'kaufland-funds.com' },
    { name: 'Kaufland Fund III', website: 'kaufland-funds.com' },
    'no',
    'numbers in the names differ: two funds of one house',
  ),
  pair(
    { name: 'Kamstoom' },
    { name: 'Beratungsteam Nord', website: 'kamstoom.com' },
    'no',
    'our name is the label of their domain, and they call themselves otherwise',
  ),
  pair(
    { name: 'Global Solutions' },
    { name: 'Global Solutions Ltd' },
    'likely',
    'trade words alone never prove a company',
  ),
  pair(
    { name: 'Advanced Technology Services', ...US },
    { name: 'Advanced Technology Solutions', ...US },
    'likely',
    'only trade words shared, and no list at hand that says how common they are',
  ),
  pair(
    { name: 'Delta Air Lines', website: 'delta.com', ...US },
    { name: 'Delta Faucet', website: 'deltafaucet.com', ...US },
    'no',
    'one shared word, other domains',
  ),
  pair({ name: 'First National Bank' }, { name: 'First Federal Bank' }, 'no', 'banks of common words'),
  pair(
    { name: 'University of Washington', website: 'washington.edu', ...US },
    { name: 'Washington University in St. Louis', website: 'wustl.edu', ...US },
    'no',
    'two universities',
  ),
  pair(
    { name: 'University of York', website: 'york.ac.uk', ...GB },
    { name: 'York University', website: 'yorku.ca', country: 'Canada' },
    'no',
    'reordered name in another country',
  ),
  pair({ name: 'Saint Mary Hospital' }, { name: 'Saint John Hospital' }, 'no', 'hospitals of one pattern'),
  pair(
    { name: 'Mercury Systems', website: 'mrcy.com', ...US },
    { name: 'Mercury Insurance', website: 'mercuryinsurance.com', ...US },
    'no',
    'one rare word shared, other trade, other domain',
  ),
  pair({ name: 'Klaus Meier Bau' }, { name: 'Klaus Meier Reisen' }, 'no', 'one person’s name, two trades'),
  pair({ name: 'Gamma' }, { name: 'Gamma Knife Center' }, 'no', 'one word of three'),
  pair(
    { name: 'Anna Schmidt', emails: ['anna.schmidt@gmail.com'] },
    { name: 'Bernd Vogel', emails: ['bernd.vogel@gmail.com'] },
    'no',
    'two people at one mail provider',
  ),
  pair(
    { name: 'Salon Lisa', website: 'linkedin.com/in/lisa' },
    { name: 'Metzgerei Huber', website: 'linkedin.com/company/huber' },
    'no',
    'two pages of one network',
  ),
  pair({ name: 'AAA Towing' }, { name: 'AAA Plumbing' }, 'no', 'alphabet names'),
  pair({ name: 'X' }, { name: 'Y' }, 'no', 'names of one letter'),
  pair({ name: '!!!' }, { name: '???' }, 'no', 'names without a letter'),
  pair(
    { name: 'Contoso', registrationNumber: '000000000' },
    { name: 'Fabrikam', registrationNumber: '000000000' },
    'no',
    'a placeholder is no registration number',
  ),
  pair(
    { name: 'Tailspin Toys', website: 'n/a' },
    { name: 'Wingtip Toys', website: 'n/a' },
    'no',
    'a placeholder is no website',
  ),
  pair(
    { name: 'Orange SA', website: 'orange.com', country: 'France' },
    { name: 'Orange County Clerk', website: 'ocgov.com', ...US },
    'no',
    'a common word as name',
  ),
  pair(
    { name: 'Phoenix Contact', ...DE },
    { name: 'Phoenix Pharmahandel', ...DE },
    'no',
    'one shared word of two',
  ),
  pair({ name: 'Kamstoom Fund 24' }, { name: 'Kamstoom Fund 25' }, 'no', 'numbers differ'),
  pair({ name: 'Nordwind France' }, { name: 'Nordwind Italia' }, 'no', 'regions differ'),
];
