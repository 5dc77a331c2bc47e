import { floatingSdkRange } from '../vendor-checks/floating-sdk-range.ts';
import { SDKS } from '../vendors/sdks.ts';

export default floatingSdkRange('floating-sdk-range', SDKS.klaviyo, 'each SDK release sends its own API revision');
