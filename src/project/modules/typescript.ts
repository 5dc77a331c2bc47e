/** The door to the parser of TypeScript, the heaviest part. Loaded when a file needs it. */
export * as parser from '@typescript-eslint/parser';
export { sharedParser } from './shared-parser.ts';
