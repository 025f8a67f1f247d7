/** Where an org's calls to our server go: its Named Credential, with the External Credential that the package brings. */
import { CrmError } from '../../ports.ts';
import type { Client } from './client.ts';

/** As the gateway names the one, and the package the other. */
const NAME = 'Alongside';
const SETUP = '/named-credentials/named-credential-setup';
const NAMESPACES = 'AllowedManagedPackageNamespaces';

/** What the Connect API takes, and shows besides more that it does not take back. */
interface NamedCredential {
  developerName: string;
  masterLabel: string;
  type: string;
  calloutUrl: string;
  /** Exactly one: it says who may call. Ours adds nothing to a call, since the gateway signs each by itself. */
  externalCredentials: readonly { developerName: string }[];
  calloutOptions: Readonly<Record<string, boolean>>;
  customHeaders: readonly unknown[];
  networkConnection?: { developerName: string } | null;
  parameters: readonly { parameterName: string; parameterType: string; parameterValue: string }[];
}

/** @returns null when nobody has made one */
export async function readNamedCredential(client: Client): Promise<NamedCredential | null> {
  try {
    return (await client.get(`${SETUP}/${NAME}`)) as NamedCredential;
  } catch (error) {
    if (error instanceof CrmError && error.fault.kind === 'missing') return null;
    throw error;
  }
}

/**
 * Gives it this address, and leaves to it whatever else a person has chosen.
 * @throws CrmError rejected where the package, without which nothing would call us, is not installed
 */
export async function pointNamedCredential(client: Client, calloutUrl: string): Promise<void> {
  const found = await readNamedCredential(client);
  if (!found) {
    await client.post(SETUP, newCredential(await externalCredential(client), calloutUrl));
    return;
  }
  const { masterLabel, type, calloutOptions, customHeaders, networkConnection, parameters } = found;
  await client.connection.requestPut(`${SETUP}/${NAME}`, {
    ...{ developerName: NAME, masterLabel, type, calloutUrl, calloutOptions, customHeaders, parameters },
    externalCredentials: found.externalCredentials.map(({ developerName }) => ({ developerName })),
    ...(networkConnection && { networkConnection: { developerName: networkConnection.developerName } }),
  });
}

function newCredential(external: { name: string; namespace: string }, calloutUrl: string): NamedCredential {
  const { name, namespace } = external;
  return {
    developerName: NAME,
    masterLabel: NAME,
    type: 'SecuredEndpoint',
    calloutUrl,
    externalCredentials: [{ developerName: name }],
    calloutOptions: {
      allowMergeFieldsInBody: false,
      allowMergeFieldsInHeader: false,
      generateAuthorizationHeader: false,
    },
    customHeaders: [],
    // A packaged gateway may use a credential of the org's own only where it is named.
    parameters: namespace
      ? [{ parameterName: namespace, parameterType: NAMESPACES, parameterValue: namespace }]
      : [],
  };
}

/** The package's, by its full name, whatever namespace it was installed under. */
async function externalCredential(client: Client): Promise<{ name: string; namespace: string }> {
  const listed = [await client.connection.metadata.list({ type: 'ExternalCredential' })].flat();
  for (const { fullName } of listed) {
    const [, namespace = '', name] = /^(?:(\w+?)__)?(\w+)$/.exec(fullName) ?? [];
    if (name === NAME) return { name: fullName, namespace };
  }
  throw new CrmError(
    { kind: 'rejected', field: 'externalCredentials', code: 'NO_EXTERNAL_CREDENTIAL' },
    `The org has no External Credential ${NAME}; the package brings it. Install the package, then connect again.`,
  );
}
