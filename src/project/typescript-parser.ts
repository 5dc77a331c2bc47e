/** The door to the TypeScript parser, the heaviest part: loaded when the first file needs it. */
export * as parser from '@typescript-eslint/parser';
