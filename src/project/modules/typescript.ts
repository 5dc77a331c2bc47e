/** The lazy entry point of the TypeScript parser, the heaviest part: loaded when a file needs it. */
export * as parser from '@typescript-eslint/parser';
export { sharedParser } from './shared-parser.ts';
