import { mixedSdkVersions } from '../vendor-checks/mixed-sdk-versions.ts';
import { SDKS } from '../vendors/sdks.ts';

export default mixedSdkVersions(
  'customerio-mixed-sdk-versions',
  SDKS.customerio,
  'and the client of one refuses the requests that are made with the classes of another',
);
