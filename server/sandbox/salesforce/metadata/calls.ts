/** The Metadata API's calls, each from its SOAP message to its result. */
import { SalesforceError } from '../errors.ts';
import { makeId } from '../ids.ts';
import type { Service } from '../service.ts';
import { wireDatetime } from '../values.ts';
import type { Deployment } from './deployments.ts';
import type { Message } from './deployRun.ts';
import { DIRECTORIES } from './package.ts';
import { listComponents, readComponent } from './read.ts';
import { child, elements, isTrue, list, textOf, type Xml } from './xml.ts';

/** The content of `<NAMEResponse>`; a list of results becomes repeated `<result>` elements. */
export function metadataCall(service: Service, name: string, message: Xml, userId: string): unknown {
  const { org } = service;
  switch (name) {
    case 'describeMetadata':
      return { result: describe(service) };
    case 'deploy': {
      const options = child(message, 'DeployOptions') ?? {};
      const zip = Buffer.from(textOf(message, 'ZipFile') ?? '', 'base64');
      const { id } = service.deployments.run(zip, isTrue(options, 'checkOnly'));
      return { result: { done: false, id, state: 'Queued' } };
    }
    case 'checkDeployStatus': {
      const id = textOf(message, 'asyncProcessId') ?? '';
      const deployment = service.deployments.get(id);
      if (deployment === undefined) throw new SalesforceError('INVALID_ID_FIELD', `invalid deploy id: ${id}`);
      return { result: deployResult(deployment, userId) };
    }
    case 'readMetadata': {
      const type = textOf(message, 'type') ?? '';
      const records = list(message['fullNames']).map(
        (fullName) => readComponent(org, type, String(fullName)) ?? '',
      );
      return { result: { records } };
    }
    case 'listMetadata': {
      const types = elements(message['queries']).map((query) => textOf(query, 'type') ?? '');
      return {
        result: types.flatMap((type) =>
          listComponents(org, type).map((fullName) => properties(service, type, fullName)),
        ),
      };
    }
    default:
      throw new SalesforceError(
        'UNKNOWN_EXCEPTION',
        `The metadata call ${name} is not part of this imitation`,
      );
  }
}

function describe(service: Service): unknown {
  const { namespace } = service.org;
  const metadataObjects = Object.entries(DIRECTORIES).map(([directoryName, [xmlName, suffix]]) => ({
    directoryName,
    inFolder: xmlName === 'Report' || xmlName === 'Dashboard',
    metaFile: ['ApexClass', 'ApexTrigger', 'StaticResource', 'Certificate'].includes(xmlName),
    ...(suffix === '' ? {} : { suffix }),
    xmlName,
    ...(xmlName === 'CustomObject'
      ? { childXmlNames: ['CustomField', 'RecordType', 'ListView', 'ValidationRule'] }
      : {}),
  }));
  return {
    metadataObjects,
    organizationNamespace: namespace ?? '',
    partialSaveAllowed: false,
    testRequired: true,
  };
}

function deployResult(deployment: Deployment, userId: string): unknown {
  const at = wireDatetime(deployment.at).replace('+0000', 'Z');
  const failures = deployment.messages.filter((message) => !message.success);
  const successes = deployment.messages.filter((message) => message.success);
  const out = (message: Message) => ({
    changed: message.success,
    componentType: message.componentType,
    created: message.created,
    createdDate: at,
    deleted: false,
    fileName: message.fileName,
    fullName: message.fullName,
    ...(message.problem === undefined ? {} : { problem: message.problem, problemType: 'Error' }),
    success: message.success,
  });
  return {
    checkOnly: deployment.checkOnly,
    completedDate: at,
    createdBy: userId,
    createdByName: 'Ada Admin',
    createdDate: at,
    details: {
      componentFailures: failures.map(out),
      componentSuccesses: successes.map(out),
      runTestResult: { numFailures: 0, numTestsRun: 0, totalTime: 0 },
    },
    done: true,
    id: deployment.id,
    ignoreWarnings: false,
    lastModifiedDate: at,
    numberComponentErrors: failures.length,
    numberComponentsDeployed: deployment.success ? successes.length : 0,
    numberComponentsTotal: deployment.messages.length,
    numberTestErrors: 0,
    numberTestsCompleted: 0,
    numberTestsTotal: 0,
    rollbackOnError: true,
    runTestsEnabled: false,
    startDate: at,
    status: deployment.success ? 'Succeeded' : 'Failed',
    success: deployment.success,
  };
}

function properties(service: Service, type: string, fullName: string): unknown {
  const { org } = service;
  const at = wireDatetime(org.world.now()).replace('+0000', 'Z');
  const [directory, [, suffix]] = Object.entries(DIRECTORIES).find(([, [known]]) => known === type) ?? [
    'objects',
    ['', 'object'],
  ];
  const owned = org.namespace !== undefined && fullName.includes(`${org.namespace}__`);
  return {
    createdById: org.adminId,
    createdByName: 'Ada Admin',
    createdDate: at,
    fileName: `${directory}/${fullName}.${suffix}`,
    fullName,
    id: makeId('01I', 1),
    lastModifiedById: org.adminId,
    lastModifiedByName: 'Ada Admin',
    lastModifiedDate: at,
    manageableState: owned || type === 'InstalledPackage' ? 'installed' : 'unmanaged',
    ...(owned || type === 'InstalledPackage' ? { namespacePrefix: org.namespace } : {}),
    type,
  };
}
