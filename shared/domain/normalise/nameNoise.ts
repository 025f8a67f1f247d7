/** What people write into a name field besides the name. */

const phrases = (text: string): readonly (readonly string[])[] =>
  text
    .trim()
    .split(/\s*[|\n]\s*/)
    .map((phrase) => phrase.split(' '));

/** What follows is another name of the same company. */
export const OTHER_NAME_FOLLOWS = phrases(`
  dba|doing business as|trading as|trading under the name|trading under|operating as|also known as|known as|aka|fka|nka
  formerly known as|formerly|formally known as|previously known as|previously|now known as|now trading as
  vormals|ehem|ehemals|ehemalig|fruher|auch bekannt als|firmierend als|anciennement|nom commercial|anteriormente|antes
  nombre comercial|nome fantasia|gia|voorheen|handelend onder de naam|handelend onder|hodn|tidligere|tidigare|dawniej
  drive|predtym|korabban|fostul|eski adi|entinen|ranee|ranshe
`);

/** Left out anywhere in a name, when other words remain. */
export const NOTES = phrases(`
  do not use|dont use|do not contact|dont contact|do not call|do not mail|do not delete|account closed|closed account
  old account|test account|permanently closed|out of business|no longer in business|no longer exists
  in liquidation|in voluntary liquidation|in members voluntary liquidation|in liq|in administration|in receivership
  under liquidation|in abwicklung|in insolvenz|in liquidatie|in vereffening|en liquidation|en redressement judiciaire
  en liquidacion|en concurso|in liquidazione|in concordato preventivo|em liquidacao|em recuperacao judicial
  w likwidacji|w upadlosci|w restrukturyzacji|v likvidaci|v likvidacii|felszamolas alatt|in lichidare|in faliment
  i likvidation|under konkurs|under avvikling|i konkurs|selvitystilassa|konkurssissa|tasfiye halinde
  nicht verwenden|nicht benutzen|ne pas utiliser|no usar|no utilizar|nao usar|non usare|niet gebruiken|nie uzywac
`);

/** Left out at the start or the end of a name, when other words remain. */
export const EDGE_NOTES: ReadonlySet<string> = new Set(
  'test duplicate dup dupe duplicated duplicado doublon dublette doppelt deleted inactive obsolete geloscht gesperrt'.split(
    ' ',
  ),
);

/** In brackets these are a note about the record, not a name. */
export const BRACKET_NOTES: ReadonlySet<string> = new Set(
  'closed old new merged bankrupt dissolved liquidated archived delete customer prospect lead legacy hq headquarters main site parent branch head office account primary secondary copy r tm c in il do not use'.split(
    ' ',
  ),
);

/** The rest is a person or a delivery note: "c/o", "z. Hd.", "attn". */
export const CARE_OF =
  /(?:\bc\/o\b|\bz\. ?h(?:d|dn)\.|\battn\b[.:]?|\batt:|\bfao\b:?|\bcare of\b|\ba\/a\b|\bzu handen\b).*$/;
/** A list number before or after a name. */
export const LIST_NUMBER = /^\W*(?:#\s*\d+|\d{1,6}[.):]+)[\s.:)-]+(?=.*[a-z])|\s*#\s*\d+\s*$/;
