/** The SOAP door: the Metadata API, and of the partner API only getUserInfo. Login by password is gone, as in real orgs. */
import type { Reply } from './call.ts';
import { SalesforceError } from './errors.ts';
import { metadataCall } from './metadata/calls.ts';
import { child, readXml, textOf, writeXml, type Xml } from './metadata/xml.ts';
import type { Service } from './service.ts';
import { spend } from './server.ts';

const METADATA = 'http://soap.sforce.com/2006/04/metadata';
const PARTNER = 'urn:partner.soap.sforce.com';

export function soap(service: Service, path: string, text: string): Reply {
  const metadata = path.startsWith('/services/Soap/m/');
  try {
    const { name, message, session } = readEnvelope(text);
    if (name === 'login')
      throw new SalesforceError('INVALID_OPERATION', 'SOAP API login() is disabled by default in this org.');
    const userId = service.grants.userOf(session);
    if (userId === undefined)
      throw new SalesforceError(
        'INVALID_SESSION_ID',
        'Invalid Session ID found in SessionHeader: Illegal Session',
        { status: 401 },
      );
    spend(service);
    if (metadata && !service.org.access(userId).admin)
      throw new SalesforceError(
        'INSUFFICIENT_ACCESS',
        'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions',
      );
    const content = metadata
      ? metadataCall(service, name, message, userId)
      : partnerCall(service, name, userId);
    return xml(200, metadata ? METADATA : PARTNER, writeXml({ [`${name}Response`]: content }));
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    const fault = {
      'soapenv:Fault': {
        faultcode: `sf:${error.errorCode}`,
        faultstring: `${error.errorCode}: ${error.message}`,
      },
    };
    return xml(500, metadata ? METADATA : PARTNER, writeXml(fault));
  }
}

function readEnvelope(text: string): { name: string; message: Xml; session: string } {
  let content: Xml;
  try {
    ({ content } = readXml(text));
  } catch (error) {
    throw new SalesforceError(
      'UNKNOWN_EXCEPTION',
      `XML parse error: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const body = child(content, 'Body') ?? {};
  const [name = '', message] = Object.entries(body)[0] ?? [];
  const header = child(child(content, 'Header') ?? {}, 'SessionHeader') ?? {};
  return {
    name,
    message: typeof message === 'object' && !Array.isArray(message) ? message : {},
    session: textOf(header, 'sessionId') ?? '',
  };
}

/**
 * getUserInfo is where Salesforce documents the company currency of a single-currency org
 * (`orgDefaultCurrencyIsoCode`, meaningful only when `organizationMultiCurrency` is false).
 */
function partnerCall(service: Service, name: string, userId: string): unknown {
  if (name !== 'getUserInfo')
    throw new SalesforceError('INVALID_OPERATION', `The partner call ${name} is not part of this imitation`);
  const { org } = service;
  const user = org.table('User').rows.get(userId);
  const result = {
    accessibilityMode: false,
    currencySymbol: org.multiCurrency
      ? ''
      : new Intl.NumberFormat('en', { style: 'currency', currency: org.currency })
          .formatToParts(0)
          .find((part) => part.type === 'currency')?.value,
    orgAttachmentFileSizeLimit: 26_214_400,
    orgDefaultCurrencyIsoCode: org.multiCurrency ? '' : org.currency,
    organizationId: org.id,
    organizationMultiCurrency: org.multiCurrency,
    organizationName: 'Sandbox Industries',
    profileId: user?.['ProfileId'],
    sessionSecondsValid: 7200,
    userDefaultCurrencyIsoCode: org.multiCurrency ? org.currency : '',
    userEmail: user?.['Email'],
    userFullName: user?.['Name'],
    userId,
    userLanguage: user?.['LanguageLocaleKey'],
    userLocale: user?.['LocaleSidKey'],
    userName: user?.['Username'],
    userTimeZone: user?.['TimeZoneSidKey'],
    userType: 'Standard',
  };
  return { result };
}

function xml(status: number, namespace: string, body: string): Reply {
  const envelope = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="${namespace}" xmlns:sf="http://soap.sforce.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
  return { status, text: { content: envelope, type: 'text/xml;charset=UTF-8' } };
}
