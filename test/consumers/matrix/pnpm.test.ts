import { allOf } from './all-of.ts';

allOf('pnpm');
