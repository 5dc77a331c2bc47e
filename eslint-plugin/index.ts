import manifest from './package.json' with { type: 'json' };
import { klaviyo } from '../src/vendors/klaviyo/index.ts';
import { createPlugin } from './create-plugin.ts';
import { rules } from './rules/index.ts';

export default createPlugin({ vendor: klaviyo, manifest, rules });
