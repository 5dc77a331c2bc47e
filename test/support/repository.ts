import path from 'node:path';

/** The folder of this repository. */
export const REPOSITORY = path.join(import.meta.dirname, '..', '..');
