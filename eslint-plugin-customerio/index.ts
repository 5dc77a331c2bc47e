import manifest from './package.json' with { type: 'json' };
import { createPlugin } from '../eslint-plugin/create-plugin.ts';
import { rules } from './rules/index.ts';

export default createPlugin({ namespace: 'customerio', manifest, rules });
