import { Node } from 'ts-morph';
import type { SdkRelease } from '../../../src/vendors/customerio/sdk-release.ts';
import type { CustomerioPackage } from './read-package.ts';

/** What one release of the SDK needs, retries and does with a redirect. */
export function readRelease(sdk: CustomerioPackage): SdkRelease {
  return {
    version: sdk.version,
    ...(sdk.node !== undefined && { node: sdk.node }),
    retries: readRetries(sdk),
    redirects: readRedirects(sdk),
  };
}

/** `DEFAULT_RETRY` is there since 5. */
function readRetries({ version, code }: CustomerioPackage): number {
  const policies = code.flatMap(file =>
    file
      .getDescendants()
      .filter(Node.isPropertyAssignment)
      .filter(property => property.getName() === 'maxRetries'),
  );
  if (policies.length === 0) {
    if (code.some(file => /\bretr(?:y|ies)\b/i.test(file.getText())))
      throw new Error(`customerio-node ${version} retries in a way that is not known.`);
    return 0;
  }
  return Number(policies[0]!.getInitializerOrThrow().getText());
}

function readRedirects({ code }: CustomerioPackage): SdkRelease['redirects'] {
  const text = code.map(file => file.getText()).join('\n');
  if (!/\b301, 302, 307, 308\b/.test(text)) return 'not-followed';
  return text.includes("endsWith('.customer.io')") ? 'keep-key-at-home' : 'keep-key-anywhere';
}
