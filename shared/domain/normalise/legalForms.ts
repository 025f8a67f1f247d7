/** Legal forms by country, so that "Müller GmbH" and "Mueller" are one name. One line a form: canonical word, then spellings. */
import { fold } from './letters.ts';

/**
 * A leading `*` marks forms that are no ordinary word and are removed wherever they stand, `+` those that are removed
 * anywhere but at the start, `^` those at the start or the end; the others only at the end of a name. Spellings are
 * parted by `|`, words by spaces.
 */
const FORMS = `
*gmbh&co gmbh co kg|gmbh co kgaa|gmbh co ohg|gmbh cokg|ag co kg|ag co kgaa|se co kg|se co kgaa|ug co kg
*gmbh gmbh|gesellschaft mbh|gesmbh|mbh|ggmbh|gesellschaft mit beschrankter haftung|ges mbh
*ug unternehmergesellschaft|haftungsbeschrankt
*ag aktiengesellschaft
+ag ag
+kg kg|kommanditgesellschaft|kgaa|kg aa
kg ohg|gbr|ek|ev|eg|ewiv|partgmbb|offene handelsgesellschaft|eingetragener verein
se se|societas europaea|sce
*ltd ltd|limited|ltda|limitada|limitee|ltee|pty ltd|pty limited|pvt ltd|private limited|pte ltd|co ltd|company limited|pvt
*plc plc|public limited company|public limited
*inc inc|incorporated|incorporee
*llc llc|limited liability company|pllc
*llp llp|limited liability partnership
*corp corp|corporation|corporacion
co co|company|cie|compagnie|cia|compania|companhia
lp lp|limited partnership|pc|pty|pte|cic|cio
*sarl sarl|eurl|sarlu|societe a responsabilite limitee
sas sas|sasu|societe par actions simplifiee
+sa sa
*sa societe anonyme|sociedad anonima|sociedade anonima
sa snc|sca|scop|sci|gie|selarl|cv sa|sab de cv|sa de cv|sapi de cv|sab|saic|sae
*srl srl|societa a responsabilita limitata|sociedad de responsabilidad limitada|srls|s de rl de cv|s de rl|srl de cv|spa srl
sl sl|slu|sociedad limitada|sll|sau|slp|scp
spa spa|societa per azioni|sapa|scarl|scrl|soc coop|societa cooperativa|ss
lda lda|unipessoal lda|sgps|eireli|epp|mei|sa sociedade aberta
*bv bv|besloten vennootschap|bvba|sprl|srl bv|cvba
^nv nv|naamloze vennootschap
nv vof|cv|maatschap|asbl|vzw
*ab aktiebolag|aktiebolaget|telefonaktiebolaget
+ab ab
ab publ ab|ab publ|handelsbolag|hb|kb
*aktie aktieselskab|aktieselskap|allmennaksjeselskap|aksjeselskap|anpartsselskab|osakeyhtio
as as|asa|ans|ks|nuf|enk
*aps aps|ivs|amba
oy oy|oyj|oy ab|abp|ky|tmi|osk|julkinen osakeyhtio
^ou ou|osauhing|mtu
^uab uab|uzdaroji akcine bendrove
^sia sia|sabiedriba ar ierobezotu atbildibu
*spzoo sp zoo|spzoo|sp z oo|spolka zoo|spolka z ograniczona odpowiedzialnoscia|sp zoo sp k|sp zoo spk|sp zoo sk|spolka z oo
*spolka spolka akcyjna|spolka komandytowa|spolka jawna|sp j|sp k|spj|spk|psa|spolka cywilna
*sro sro|spol sro|spolecnost s rucenim omezenym|spolocnost s rucenim obmedzenym
as akciova spolecnost|akciova spolocnost|vos|druzstvo
doo doo|druzba z omejeno odgovornostjo|drustvo s ogranicenom odgovornoscu|jdoo
dd dd|ad|akcionarsko drustvo|dionicko drustvo
*kft kft|korlatolt felelossegu tarsasag|zrt|nyrt
bt bt|kkt|rt
srl pfa|societate cu raspundere limitata
*eood eood|ood|ead|aed
*epe epe|ike|monoprosopi epe|anonimi etaireia
*as anonim sirketi|limited sirketi|ltd sti|san tic ltd sti|san ve tic as|tic as
^ooo ooo|obshchestvo s ogranichennoi otvetstvennostyu|obshchestvo s ogranichennoy otvetstvennostyu|tov|tzov
^ao ao|pao|zao|oao|nao|aktsionernoe obshchestvo|publichnoe aktsionernoe obshchestvo|pat|prat|gup|fgup|mup|chp|too|tdv
^pt pt|perseroan terbatas|tbk|persero
*sdnbhd sdn bhd|sdnbhd|bhd|berhad
*kk kabushiki kaisha|kabushikigaisha|kabushiki gaisha|godo kaisha|yugen kaisha|cjklegal
kk kk|gk|yk
*jsc jsc|ojsc|cjsc|pjsc|jsco|joint stock company|public joint stock company|open joint stock company|joint stock
*fzco fze|fzco|fz llc|fzllc|fzc|dmcc|wll|bsc|qsc|saoc|saog
sal sal|sarl sal
^ltd cong ty|tnhh|cong ty tnhh|cong ty co phan
`;

type Place = 'end' | 'edge' | 'inside' | 'any';

const PLACES: Readonly<Record<string, Place>> = { '*': 'any', '+': 'inside', '^': 'edge' };

export interface LegalForm {
  form: string;
  /** Where a name may carry it; every form may stand at the end. */
  place: Place;
}

export const LEGAL_FORMS: ReadonlyMap<string, LegalForm> = new Map(
  FORMS.trim()
    .split('\n')
    .flatMap((line) => {
      const place = PLACES[line[0] ?? ''] ?? 'end';
      const [form = '', ...rest] = line.replace(/^[*+^]/, '').split(' ');
      const spellings = rest.join(' ').split('|');
      return spellings.map((spelling): [string, LegalForm] => [fold(spelling), { form, place }]);
    }),
);

/** For each word that ends a form, how many words the forms with that end have, the longest first. */
export const LENGTHS_BY_END = lengthsBy(
  (words) => words.at(-1),
  () => true,
);
/** The same for forms that may start a name, by their first word. */
export const LENGTHS_BY_START = lengthsBy(
  (words) => words[0],
  (place) => place === 'edge' || place === 'any',
);

function lengthsBy(
  wordOf: (words: readonly string[]) => string | undefined,
  counts: (place: Place) => boolean,
): ReadonlyMap<string, readonly number[]> {
  const lengths = new Map<string, number[]>();
  for (const [spelling, { place }] of LEGAL_FORMS) {
    if (!counts(place)) continue;
    const words = spelling.split(' ');
    const word = wordOf(words) ?? '';
    const known = lengths.get(word) ?? [];
    if (!known.includes(words.length))
      lengths.set(
        word,
        [...known, words.length].sort((x, y) => y - x),
      );
  }
  return lengths;
}

/** Forms in scripts without spaces, replaced before transliteration. */
export const CJK_FORMS =
  /株式会社|（株）|\(株\)|㈱|有限会社|（有）|\(有\)|㈲|合同会社|合資会社|股份有限公司|有限责任公司|有限責任公司|有限公司|股份公司|集团|集團|주식회사|㈜|\(주\)|（주）|유한회사/g;
