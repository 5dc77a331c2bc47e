import { committedEnvFile } from '../vendor-checks/committed-env-file.ts';
import { SDKS } from '../vendors/sdks.ts';

export default committedEnvFile('customerio-committed-env-file', SDKS.customerio);
