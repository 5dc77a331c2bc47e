/** The door to TypeScript, the heaviest part: its parser, and programs over several files. Loaded when a file needs it. */
export * as parser from '@typescript-eslint/parser';
export { sharedParser } from './shared-parser.ts';
export { createTypeProgram } from './type-program.ts';
