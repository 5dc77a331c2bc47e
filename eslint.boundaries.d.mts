import type { Linter } from 'eslint';

/** Who may import whom, as blocks of an ESLint configuration. */
export const BOUNDARIES: Linter.Config[];
