import { unlockedSdk } from '../vendor-checks/unlocked-sdk.ts';
import { SDKS } from '../vendors/sdks.ts';

export default unlockedSdk('customerio-unlocked-sdk', SDKS.customerio, {
  why: 'nothing proves that the next install brings the same package',
  floating: 'customerio-floating-sdk-range',
});
