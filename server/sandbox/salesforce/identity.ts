/** Who the bearer of a token is: user info and the identity URL. */
import type { Reply } from './call.ts';
import { SalesforceError } from './errors.ts';
import { readId } from './ids.ts';
import type { Row } from './schema.ts';
import type { Service } from './service.ts';

export function userInfo(service: Service, user: Row): Reply {
  return {
    status: 200,
    body: {
      sub: `${service.url}/id/${service.org.id}/${user.Id}`,
      user_id: user.Id,
      organization_id: service.org.id,
      preferred_username: user['Username'],
      nickname: user['Alias'],
      name: user['Name'],
      email: user['Email'],
      email_verified: true,
      given_name: user['FirstName'],
      family_name: user['LastName'],
      zoneinfo: user['TimeZoneSidKey'],
      active: user['IsActive'],
      user_type: 'STANDARD',
      language: user['LanguageLocaleKey'],
      locale: user['LocaleSidKey'],
      urls: urls(service, user.Id),
    },
  };
}

/** GET /id/ORG/USER */
export function identity(service: Service, user: Row, path: string): Reply {
  const [, , org = '', id = ''] = path.split('/');
  if (readId(org) !== service.org.id || readId(id) !== user.Id)
    throw new SalesforceError('FORBIDDEN', 'Missing_OAuth_Token', { status: 403 });
  return {
    status: 200,
    body: {
      id: `${service.url}/id/${service.org.id}/${user.Id}`,
      asserted_user: true,
      user_id: user.Id,
      organization_id: service.org.id,
      username: user['Username'],
      nick_name: user['Alias'],
      display_name: user['Name'],
      email: user['Email'],
      first_name: user['FirstName'],
      last_name: user['LastName'],
      timezone: user['TimeZoneSidKey'],
      active: user['IsActive'],
      user_type: 'STANDARD',
      language: user['LanguageLocaleKey'],
      locale: user['LocaleSidKey'],
      urls: urls(service, user.Id),
    },
  };
}

function urls(service: Service, userId: string): unknown {
  const base = service.url;
  return {
    enterprise: `${base}/services/Soap/c/{version}/${service.org.id}`,
    metadata: `${base}/services/Soap/m/{version}/${service.org.id}`,
    partner: `${base}/services/Soap/u/{version}/${service.org.id}`,
    rest: `${base}/services/data/v{version}/`,
    sobjects: `${base}/services/data/v{version}/sobjects/`,
    query: `${base}/services/data/v{version}/query/`,
    profile: `${base}/${userId}`,
    custom_domain: base,
  };
}
