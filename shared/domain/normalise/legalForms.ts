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
*ug unternehmergesellschaft|haftungsbeschrankt|haftungsbeschr|ug haftungsbeschr|ug haftungsbeschrankt
ug ug
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
co co|company|cie|compagnie|cia|compania|companhia|y cia|y compania|e cia|e companhia|y co
lp lp|limited partnership|pc|pty|pte|cic|cio
*sarl sarl|eurl|sarlu|societe a responsabilite limitee
sas sas|sasu|societe par actions simplifiee
+sa sa
*sa societe anonyme|sociedad anonima|sociedade anonima
sa c snc|c sas|c srl|snc|sca|scop|sci|gie|selarl|cv sa|sab de cv|sa de cv|sapi de cv|sab|saic|sae
*srl srl|societa a responsabilita limitata|sociedad de responsabilidad limitada|srls|s de rl de cv|s de rl|srl de cv|spa srl
sl sl|slu|sociedad limitada|sll|sau|slp|scp
spa c spa|c sapa|spa|societa per azioni|sapa|scarl|scrl|soc coop|societa cooperativa|ss
lda lda|unipessoal lda|sgps|eireli|epp|mei|sa sociedade aberta
*bv bv|besloten vennootschap|bvba|sprl|srl bv|cvba
^nv nv|nvsa|sanv|naamloze vennootschap
nv vof|cv|maatschap|asbl|vzw
*ab aktiebolag|aktiebolaget|telefonaktiebolaget
+ab ab
ab publ ab|ab publ|publ|handelsbolag|hb|kb
*aktie aktieselskab|aktieselskap|allmennaksjeselskap|aksjeselskap|anpartsselskab|osakeyhtio
^as as|asa|enk
as ans|ks|nuf
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
*ltd p ltd|opc pvt ltd|opc private limited|private ltd
*pcl public company limited|public co ltd|public company ltd
*ltd co limited|company ltd|pty ltd|proprietary limited|prop ltd|cc ltd|co pte ltd|co pvt ltd|pt ltd|unlimited company|ultd|ltda me|ltda epp|epp ltda|me ltda
*dac designated activity company|company limited by guarantee
*ltd co inc|cooperative limited
dac dac|clg|opc|abp|pcl|psc|spc|ksc
*sarl sarl au|suarl|sarlau|sarl unipersonnelle|societe unipersonnelle a responsabilite limitee
*sas societe par actions simplifiee unipersonnelle|sociedad por acciones simplificada|sas de cv|sas bic
*sa sacv|sa cv|s a de c v|sociedad anonima de capital variable|sociedad anonima bursatil|sociedad anonima cerrada|sa esp|sapib de cv|sofom enr|societe anonyme avec conseil administration|sau ohada
sa sac|saa|sacifia|sacif|saci|sicav|sicaf|saicf|srl cv|cva|commva|comm v
*srl srl unipersonale|societa a responsabilita limitata semplificata|srl a socio unico|societa in nome collettivo|societa in accomandita semplice|srl in liquidazione
*spa spa a socio unico|societa per azioni a socio unico|societa cooperativa per azioni|spa societa benefit|srl societa benefit
*sl sociedad limitada unipersonal|sociedad limitada profesional|sociedad limitada laboral|sociedad de responsabilidad limitada
*lda sociedade unipessoal limitada|unipessoal limitada|sociedade por quotas|eireli me|empresa individual de responsabilidade limitada
*sl sociedad cooperativa|s coop|soc coop|s coop and
*uab uzdaroji akcine bendrove|akcine bendrove|mazoji bendrija|viesoji istaiga
*sia akciju sabiedriba|individualais komersants
*ou osauhing|aktsiaselts|tulundusuhistu
*doo drustvo s ogranicenom odgovornoscu|drustvo sa ogranicenom odgovornoscu|drustvo so ogranicena odgovornost|dooel|doo u stecaju|spolka doo|shpk|sh pk|shoqeri me pergjegjesi te kufizuar
*ad aktsionerno druzhestvo|druzhestvo s ogranichena otgovornost|ednolichno druzhestvo s ogranichena otgovornost|shoqeri aksionare
*srl societate pe actiuni|srl d
*kft betti tarsasag|zartkoruen mukodo reszvenytarsasag|nyilvanosan mukodo reszvenytarsasag|reszvenytarsasag
*as sanayi ve ticaret anonim sirketi|ticaret anonim sirketi|sanayi ve ticaret as|sanayi ve ticaret limited sirketi|san ve tic ltd sti|sanayi ticaret as|san tic as|tic ltd sti|ve tic ltd sti|ticaret limited sirketi|ticaret ltd sti|ve tic as|san ve ticaret as|kollektif sirketi
*ltd cong ty tnhh mot thanh vien|cong ty trach nhiem huu han|cong ty trach nhiem huu han mot thanh vien|tnhh mtv
^pt pt pma|perusahaan perseroan|perseroan terbatas tbk
*ooo obmezhenoyu vidpovidalnistyu|tovarystvo z obmezhenoyu vidpovidalnistyu|tovarystvo z obmezhenoiu vidpovidalnistiu
^ao publichnoe aktsionernoe obshchestvo|otkrytoe aktsionernoe obshchestvo|zakrytoe aktsionernoe obshchestvo|aktsionerne tovarystvo|pryvatne aktsionerne tovarystvo|publichne aktsionerne tovarystvo|aktsionernaya kompaniya
^ip individualnyi predprinimatel|individualnyy predprinimatel
epe ae
*epe etaireia periorismenis efthynis|idiotiki kefalaiouchiki etaireia|omorrythmi etaireia
*fzco fzc llc|fz llc|spc free zone|wll co|free zone company|free zone establishment
*saog sharikat|sharika|shariket al|kscc|kscp|pjsc|qpsc|bsc closed|sjsc|pssc
*oy julkinen osakeyhtio|oy ltd|ab oy|oyj abp|asunto oy
*ab aktiebolag publ|aktiebolaget publ
*se societas europaea
*ev eingetragener kaufmann|eingetragene kauffrau|e k|e kfm|ekfr|ekfm|e kfr
*eg eingetragene genossenschaft
*gmbh gmbh in grundung|gmbh ig|gemeinnutzige gmbh|gesellschaft m b h
*ug ug haftungsbeschrankt|ug haftungsbeschrankt co kg
*bv besloten vennootschap met beperkte aansprakelijkheid|cooperatie ua|cooperatief ua|commanditaire vennootschap|vennootschap onder firma
*sprl societe privee a responsabilite limitee|besloten vennootschap met beperkte aansprakelijkheid|association sans but lucratif|vereniging zonder winstoogmerk
*fzco fze|fzco|fz llc|fzllc|fzc|dmcc|wll|bsc|qsc|saoc|saog
sal sal|sarl sal
^ltd cong ty|tnhh|cong ty tnhh|cong ty co phan
`;

type Place = 'end' | 'edge' | 'inside' | 'any';

const PLACES: Readonly<Record<string, Place>> = { '*': 'any', '+': 'inside', '^': 'edge' };

/** A form and the words it is written with. */
export interface SpeltForm {
  form: string;
  words: readonly string[];
  /** Where a name may carry it; every form may stand at the end. */
  place: Place;
}

export interface LegalWord {
  /** The form that the word is by itself. */
  alone: SpeltForm | null;
  /** Forms of several words that end with the word, and those that a name may start with; the longest first. */
  ends: readonly SpeltForm[];
  starts: readonly SpeltForm[];
}

/** Every word that is a legal form, ends one, or starts one that may stand in front of a name. */
export const LEGAL_WORDS: ReadonlyMap<string, LegalWord> = legalWords();

function legalWords(): ReadonlyMap<string, LegalWord> {
  const forms = [...new Map(speltForms()).values()].toSorted((a, b) => b.words.length - a.words.length);
  const several = forms.filter(({ words }) => words.length > 1);
  const alone = new Map(
    forms.filter(({ words }) => words.length === 1).map((form) => [form.words[0] ?? '', form]),
  );
  const ends = Map.groupBy(several, ({ words }) => words.at(-1) ?? '');
  const inFront = several.filter(({ place }) => place === 'edge' || place === 'any');
  const starts = Map.groupBy(inFront, ({ words }) => words[0] ?? '');
  return new Map(
    [...alone.keys(), ...ends.keys(), ...starts.keys()].map((word) => [
      word,
      { alone: alone.get(word) ?? null, ends: ends.get(word) ?? [], starts: starts.get(word) ?? [] },
    ]),
  );
}

/** A spelling that is listed twice has the form of its last line. */
function speltForms(): [spelling: string, form: SpeltForm][] {
  return FORMS.trim()
    .split('\n')
    .flatMap((line) => {
      const place = PLACES[line[0] ?? ''] ?? 'end';
      const [form = '', ...rest] = line.replace(/^[*+^]/, '').split(' ');
      return rest
        .join(' ')
        .split('|')
        .map(fold)
        .map((spelling): [string, SpeltForm] => [spelling, { form, place, words: spelling.split(' ') }]);
    });
}
