import { unlockedSdk } from '../vendor-checks/unlocked-sdk.ts';
import { SDKS } from '../vendors/sdks.ts';

export default unlockedSdk('unlocked-sdk', SDKS.klaviyo, {
  why: 'axios and all else behind the SDK can change on the next install',
  floating: 'floating-sdk-range',
});
