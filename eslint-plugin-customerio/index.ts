import manifest from './package.json' with { type: 'json' };
import { customerio } from '../src/vendors/customerio/index.ts';
import { createPlugin } from '../eslint-plugin/create-plugin.ts';
import { rules } from './rules/index.ts';

export default createPlugin({ vendor: customerio, manifest, rules });
