/** What was found about a pair of records, each part in bits. */

export type NameKind = 'equal' | 'similar' | 'acronym' | 'site' | 'partial' | 'unlike' | 'none';
export type DomainKind = 'equal' | 'sameLabel' | 'other' | 'unknown';

export class Evidence {
  registration = 0;
  domain = 0;
  domainKind: DomainKind = 'unknown';
  name = 0;
  nameKind: NameKind = 'none';
  /** 0–1. */
  alike = 0;
  words = 0;
  /** A word that only one name has is where the other company sits. */
  town = 0;
  numbers = 0;
  kin = 0;
  region = 0;
  legalForm = 0;
  country = 0;
  city = 0;
  postcode = 0;
  street = 0;
  phone = 0;
  /** Speaks against one company so plainly that the pair is never sure. */
  contradicted = false;
  /** Names agree well enough to be one of two witnesses. */
  named = false;
  /** The names agree in everyday words or up to a typing error only, so that a town is no second witness. */
  doubtful = false;
  /** The name both records have is also what the website of one is called. */
  branded = false;
  /** Both records tell more than a name, and the name is not one that every town has. */
  informed = false;
  /** Every word of either name has its counterpart in the other. */
  whole = false;

  clear(): void {
    this.registration = this.domain = this.country = this.city = this.postcode = this.street = this.phone = 0;
    this.domainKind = 'unknown';
    this.contradicted = false;
    this.clearName();
  }

  clearName(): void {
    this.name =
      this.alike =
      this.words =
      this.town =
      this.numbers =
      this.kin =
      this.region =
      this.legalForm =
        0;
    this.nameKind = 'none';
    this.named = this.doubtful = this.branded = this.informed = this.whole = false;
  }

  /** What the names say, for and against. */
  get ofName(): number {
    return this.name + this.words + this.numbers + this.kin + this.region;
  }

  /** What the addresses say beside the country. */
  get place(): number {
    return this.city + this.town + this.postcode + this.street;
  }

  get bits(): number {
    return (
      this.registration + this.domain + this.ofName + this.legalForm + this.country + this.place + this.phone
    );
  }
}
