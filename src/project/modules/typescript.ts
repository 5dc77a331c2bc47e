/** The lazy entry point of the TypeScript parser, the heaviest part: loaded when a file needs it. */
export { createLeanParser } from './lean-parser.ts';
export { sharedParser } from './shared-parser.ts';
