import manifest from '../../../package.json' with { type: 'json' };
import { SDK_RELEASES } from '../../vendors/klaviyo/generated/sdk-releases.ts';
import type { Versions } from '../../model/report.ts';

const SDK = manifest.devDependencies['klaviyo-api'];

/** What the preflight asks with. */
export const VERSIONS: Versions = {
  tool: manifest.version,
  sdk: SDK,
  revision: SDK_RELEASES.find(({ version }) => version === SDK)?.revision ?? '',
};
