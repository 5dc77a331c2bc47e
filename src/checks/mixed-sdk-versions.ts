import { mixedSdkVersions } from '../vendor-checks/mixed-sdk-versions.ts';
import { SDKS } from '../vendors/sdks.ts';

export default mixedSdkVersions(
  'mixed-sdk-versions',
  SDKS.klaviyo,
  'which share no session and may send different revisions',
);
