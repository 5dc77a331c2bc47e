import { rules } from './rules/index.ts';

export { rules };
