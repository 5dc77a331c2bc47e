import manifest from './package.json' with { type: 'json' };
import { createPlugin } from './create-plugin.ts';
import { rules } from './rules/index.ts';

export default createPlugin({ namespace: 'klaviyo', manifest, rules });
