/** Finds the columns of a partner's list by the names that CRMs and people give them. */
import { asciiOf } from '../normalise/letters.ts';

export type ListColumn = keyof typeof ALIASES;

export interface ListColumns {
  /** Which cell holds what, from 0. */
  readonly places: readonly (readonly [ListColumn, number])[];
  /** Cells of the header; a longer row is shifted. */
  readonly width: number;
}

/** The earlier alias wins where a header has several. Compared without case, accents, spaces and punctuation. */
const ALIASES = {
  id: 'id|accountid|recordid|companyid|customerid|crmid|externalid|kundennummer|kundennr|kundenid|numeroclient|idclient|idcliente|numerocliente|klantnummer|kundnummer|kundenummer|asiakasnumero|idkontrahenta|accountnumber|customernumber|no|nr',
  name: 'name|accountname|companyname|company|account|organization|organisation|organizationname|customername|customer|businessname|legalname|firma|firmenname|firmierung|unternehmen|unternehmensname|kunde|kundenname|societe|nomsociete|raisonsociale|entreprise|nom|client|nomclient|empresa|nombre|nombreempresa|razonsocial|nomeempresa|razaosocial|ragionesociale|azienda|nomeazienda|nome|bedrijf|bedrijfsnaam|naam|klant|foretag|foretagsnamn|namn|virksomhed|virksomhedsnavn|navn|firmanavn|yritys|nimi|nazwa|nazwafirmy|spolecnost|nazev|nazevfirmy|cegnev|companie|denumire|sirket|sirketadi|unvan',
  website:
    'website|domain|companydomainname|companydomain|websiteurl|web|url|homepage|webseite|internetadresse|siteweb|siteinternet|domaine|sitioweb|paginaweb|dominio|sitoweb|sito|site|webadres|hemsida|webbplats|hjemmeside|nettside|kotisivu|stronawww|strona|www|webovestranky|weboldal|websitesi',
  email:
    'email|emails|emailaddress|mail|emailadresse|adressemail|courriel|correo|correoelectronico|emailadres|epost|epostadress|sahkoposti|eposta|contactemail|emaildomain|primaryemail',
  phone:
    'phone|phonenumber|telephone|tel|telefon|telefonnummer|telefono|telefone|telefoon|telefoonnummer|puhelin|mobile|mainphone',
  street:
    'street|streetaddress|address|address1|addressline1|billingstreet|strasse|strassehausnummer|adresse|anschrift|rue|direccion|calle|indirizzo|via|endereco|rua|straat|adres|adress|gata|gatuadress|vej|gate|katuosoite|ulica',
  postcode:
    'postcode|postalcode|zip|zipcode|zippostalcode|billingzippostalcode|billingpostalcode|plz|postleitzahl|codepostal|cp|codigopostal|cap|cep|postnummer|postnr|postinumero|kodpocztowy|psc|iranyitoszam|postakodu',
  city: 'city|town|billingcity|ort|stadt|ville|ciudad|citta|cidade|plaats|stad|by|sted|kaupunki|miasto|mesto|varos|sehir|locality',
  country:
    'country|countryregion|billingcountry|countrycode|land|pays|pais|paese|maa|kraj|zeme|stat|orszag|tara|ulke|nation|billingcountrycode',
  registrationNumber:
    'duns|dunsnumber|registrationnumber|registration|dunsnr|companynumber|companyregistrationnumber|handelsregisternummer|hrb|siren|siret|vat|vatnumber|vatid|ustid|ustidnr|nif|cif|rfc|cnpj|partitaiva|piva|kvk|kvknummer|orgnr|organisationsnummer|cvr|ytunnus|krs|nip|ico|ein|taxid',
  segment:
    'segment|status|accountstatus|lifecyclestage|lifecycle|stage|relationship|customerstatus|accounttype|type|kundenstatus|typ|statut|estado|stato|tipo|fas|tila',
  owner:
    'owner|accountowner|ownername|accountmanager|companyowner|salesrep|rep|am|accountexecutive|betreuer|kundenbetreuer|inhaber|vertrieb|responsable|commercial|propietario|comercial|proprietario|responsabile|eigenaar|agare|ansvarig|omistaja|opiekun',
  ownerEmail:
    'owneremail|accountowneremail|ownermail|accountmanageremail|repemail|salesrepemail|companyowneremail|betreueremail|responsableemail|emailowner',
  contact:
    'contact|contactname|primarycontact|maincontact|ansprechpartner|kontakt|kontaktperson|contacto|contatto|contato|contactpersoon|yhteyshenkilo|osobakontaktowa',
} as const;

/** `list.header.none`: an empty header. `list.header.name`: no column holds the company's name. */
export function columnsOf(
  header: readonly string[],
): { columns: ListColumns } | { problem: { code: string; args: Readonly<Record<string, string>> } } {
  const found = header.map((cell) => asciiOf(cell.slice(0, 100)).replace(/[^a-z0-9]/g, ''));
  if (found.every((cell) => cell === '')) return { problem: { code: 'list.header.none', args: {} } };
  const taken = new Set<number>();
  const places: [ListColumn, number][] = [];
  for (const column of Object.keys(ALIASES) as ListColumn[]) {
    const at = placeOf(column, found, taken);
    if (at < 0) continue;
    taken.add(at);
    places.push([column, at]);
  }
  if (places.some(([column]) => column === 'name')) return { columns: { places, width: header.length } };
  return { problem: { code: 'list.header.name', args: { found: header.join(', ').slice(0, 200) } } };
}

function placeOf(column: ListColumn, found: readonly string[], taken: ReadonlySet<number>): number {
  for (const alias of ALIASES[column].split('|')) {
    const at = found.findIndex((cell, place) => cell === alias && !taken.has(place));
    if (at >= 0) return at;
  }
  return -1;
}
