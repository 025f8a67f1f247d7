/** What is matched: a company as either side knows it. */

/** Everything but id and name may be missing. */
export interface Subject {
  id: string;
  name: string;
  website?: string | null;
  emails?: readonly string[];
  country?: string | null;
  city?: string | null;
  postcode?: string | null;
  street?: string | null;
  phone?: string | null;
  /** DUNS, VAT or company register. */
  registrationNumber?: string | null;
}
