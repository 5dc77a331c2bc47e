import { Node, SyntaxKind } from 'ts-morph';
import type { RetryBehaviour, SdkRelease } from '../../src/vendors/klaviyo/sdk-release.ts';
import type { SdkPackage } from './read-package.ts';

/** What one version of the SDK sends and how it retries. */
export function readRelease(sdk: SdkPackage): SdkRelease {
  return {
    version: sdk.version,
    ...readRevision(sdk),
    ...(sdk.dependencies.axios === undefined ? {} : { axios: sdk.dependencies.axios }),
    retries: readRetries(sdk),
  };
}

function readRevision({ version, core, apiFiles }: SdkPackage): Pick<SdkRelease, 'revision' | 'revisionIn'> {
  const constant = core.getVariableDeclaration('revision')?.getInitializer();
  if (Node.isStringLiteral(constant)) return { revision: constant.getLiteralValue(), revisionIn: 'session' };
  const client = revisionProperties(core);
  if (client.length === 1) return { revision: client[0]!, revisionIn: 'client' };
  const [revision, ...others] = new Set(apiFiles.flatMap(revisionProperties));
  if (revision === undefined || others.length > 0)
    throw new Error(`klaviyo-api ${version} keeps its revision in a place that is not known.`);
  return { revision, revisionIn: 'api' };
}

function revisionProperties(file: Node): string[] {
  return file
    .getDescendantsOfKind(SyntaxKind.PropertyAssignment)
    .filter(property => property.getName() === 'revision')
    .map(property => property.getInitializerIfKindOrThrow(SyntaxKind.StringLiteral).getLiteralValue());
}

function readRetries({ version, core }: SdkPackage): RetryBehaviour {
  const backoff = core.getClass('RetryWithExponentialBackoff')?.getText();
  if (backoff?.includes("['retry-after']")) return 'backoff';
  if (backoff?.includes("['Retry-After']")) return 'backoff-without-retry-after';
  if (core.getClass('RetryOptions')?.getText().includes('RETRY_CODES.includes(res.status)')) return 'retry-options';
  if (core.getClass('ApiClient')?.getText().includes('this.RETRY_CODES')) return 'config-wrapper';
  if (version.startsWith('1.')) return 'none';
  throw new Error(`klaviyo-api ${version} retries in a way that is not known.`);
}
