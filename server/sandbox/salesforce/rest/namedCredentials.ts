/** Named credential set-up of the Connect API: list, read, create, replace. */
import type { Call, Reply, Route } from '../call.ts';
import { notFound, SalesforceError } from '../errors.ts';

interface Stored {
  developerName: string;
  masterLabel: string;
  type: string;
  calloutUrl: string;
  externalCredentials: unknown;
  calloutOptions: unknown;
  customHeaders: unknown;
  parameters: unknown;
}

const REQUIRED = ['masterLabel', 'type', 'calloutUrl', 'externalCredentials', 'calloutOptions'] as const;

/** A credential as the Connect API shows it, whether it came by REST or by deployment. */
function shown(call: Call, name: string): Stored | undefined {
  const held = call.org.metadata.get(`NamedCredential:${name}`);
  if (held === undefined) return undefined;
  const parameters = [held['namedCredentialParameters'] ?? []].flat() as Record<string, unknown>[];
  const url =
    parameters.find((parameter) => parameter['parameterType'] === 'Url')?.['parameterValue'] ??
    held['endpoint'] ??
    '';
  const external = parameters.find((parameter) => parameter['externalCredential'] !== undefined)?.[
    'externalCredential'
  ];
  return {
    developerName: name,
    masterLabel: String(held['label'] ?? name),
    type: String(held['namedCredentialType'] ?? 'SecuredEndpoint'),
    calloutUrl: String(url),
    externalCredentials: external === undefined ? [] : [{ developerName: external }],
    calloutOptions: {
      allowMergeFieldsInBody: held['allowMergeFieldsInBody'] === 'true',
      allowMergeFieldsInHeader: held['allowMergeFieldsInHeader'] === 'true',
      generateAuthorizationHeader: held['generateAuthorizationHeader'] !== 'false',
    },
    customHeaders: [],
    parameters: parameters
      .filter(({ parameterType }) => parameterType !== 'Url' && parameterType !== 'Authentication')
      .map((one, index) => ({ id: `0oJ${index}`, ...one })),
  };
}

function save(call: Call, name: string, input: Record<string, unknown>): Reply {
  if (!call.org.access(call.userId).admin)
    throw new SalesforceError('INSUFFICIENT_ACCESS', "You don't have access to this resource.", {
      status: 403,
    });
  for (const field of REQUIRED)
    if (input[field] === undefined)
      throw new SalesforceError('INVALID_INPUT', `Required property missing: ${field}`);
  const url = String(input['calloutUrl']);
  if (!URL.canParse(url))
    throw new SalesforceError('INVALID_INPUT', `The calloutUrl is not a valid URL: ${url}`);
  const options = (input['calloutOptions'] ?? {}) as Record<string, unknown>;
  const external = externalOf(call, input['externalCredentials']);
  const others = ([input['parameters'] ?? []].flat() as Record<string, unknown>[]).map((one) => ({
    parameterName: one['parameterName'],
    parameterType: one['parameterType'],
    parameterValue: one['parameterValue'],
  }));
  call.org.metadata.set(`NamedCredential:${name}`, {
    label: input['masterLabel'],
    namedCredentialType: input['type'],
    allowMergeFieldsInBody: String(options['allowMergeFieldsInBody'] ?? false),
    allowMergeFieldsInHeader: String(options['allowMergeFieldsInHeader'] ?? false),
    generateAuthorizationHeader: String(options['generateAuthorizationHeader'] ?? true),
    namedCredentialParameters: [
      { parameterName: 'Url', parameterType: 'Url', parameterValue: url },
      {
        parameterName: 'ExternalCredential',
        parameterType: 'Authentication',
        externalCredential: external,
      },
      ...others,
    ],
  });
  return { status: 200, body: shown(call, name) };
}

/** The org's own that is named: exactly one is taken. */
function externalOf(call: Call, given: unknown): string {
  const names = ([given].flat() as { developerName?: unknown }[]).map((one) => String(one.developerName));
  const [name = ''] = names;
  if (names.length !== 1)
    throw new SalesforceError(
      'INVALID_INPUT',
      'Specify exactly one external credential: externalCredentials',
    );
  if (!call.org.metadata.has(`ExternalCredential:${name}`))
    throw new SalesforceError('INVALID_INPUT', `External credential ${name} does not exist.`);
  return name;
}

const all = /^\/named-credentials\/named-credential-setup\/?$/;
const one = /^\/named-credentials\/named-credential-setup\/([^/]+)\/?$/;

function existing(call: Call, name: string): Stored {
  const held = shown(call, name);
  if (held === undefined)
    throw notFound(`Named credential ${name} does not exist or you don't have access to it.`);
  return held;
}

export const namedCredentialRoutes: Route[] = [
  {
    method: 'GET',
    path: all,
    handle: (call) => {
      const names = [...call.org.metadata.keys()].filter((key) => key.startsWith('NamedCredential:'));
      return {
        status: 200,
        body: { namedCredentials: names.map((key) => shown(call, key.slice('NamedCredential:'.length))) },
      };
    },
  },
  {
    method: 'POST',
    path: all,
    handle: (call) => {
      const name = String(call.json()['developerName'] ?? '');
      if (!/^[A-Za-z]\w*$/.test(name))
        throw new SalesforceError('INVALID_INPUT', 'Required property missing: developerName');
      return { ...save(call, name, call.json()), status: 201 };
    },
  },
  {
    method: 'GET',
    path: one,
    handle: (call, parts) => ({ status: 200, body: existing(call, parts[0] ?? '') }),
  },
  {
    method: 'PUT',
    path: one,
    handle: (call, parts) => save(call, existing(call, parts[0] ?? '').developerName, call.json()),
  },
];
