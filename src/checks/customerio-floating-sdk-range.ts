import { floatingSdkRange } from '../vendor-checks/floating-sdk-range.ts';
import { SDKS } from '../vendors/sdks.ts';

export default floatingSdkRange(
  'customerio-floating-sdk-range',
  SDKS.customerio,
  'releases differ in the Node.js that they need, in retries and in redirects',
);
