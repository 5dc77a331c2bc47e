import { committedEnvFile } from '../vendor-checks/committed-env-file.ts';
import { SDKS } from '../vendors/sdks.ts';

export default committedEnvFile('committed-env-file', SDKS.klaviyo);
