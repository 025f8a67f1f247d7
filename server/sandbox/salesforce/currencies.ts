/** Multi-currency: the CurrencyType object, and a currency field on every record. */
import { currencyObject } from './setupObjects.ts';
import { pick } from './fields.ts';
import { plant } from './people.ts';
import type { SObject } from './schema.ts';
import type { OrgState } from './state.ts';

export interface CurrencyRate {
  isoCode: string;
  /** Units of this currency for one of the corporate currency. */
  rate: number;
  /** Digits after the point. */
  decimals: number;
  corporate: boolean;
}

export function enableCurrencies(org: OrgState, rates: CurrencyRate[]): void {
  org.multiCurrency = true;
  org.currency = rates.find((rate) => rate.corporate)?.isoCode ?? org.currency;
  org.register(currencyObject());
  for (const { isoCode, rate, decimals, corporate } of rates)
    plant(org, 'CurrencyType', {
      IsoCode: isoCode,
      ConversionRate: rate,
      DecimalPlaces: decimals,
      IsActive: true,
      IsCorporate: corporate,
    });
  for (const object of org.objects.values()) if (!object.setup) addCurrency(org, object);
}

/** Gives an object its currency field and existing rows the company currency. */
export function addCurrency(org: OrgState, object: SObject): void {
  const codes = org.table('CurrencyType').byId.map((row) => String(row['IsoCode']));
  object.add(
    pick('CurrencyIsoCode', codes, true, { label: 'Currency', defaultValue: org.currency, nillable: false }),
  );
  for (const row of org.table(object.name).rows.values()) row['CurrencyIsoCode'] = org.currency;
}
