// The entry of the bundle with the parser for TypeScript, which a browser loads when TypeScript is checked.
export * as parser from '@typescript-eslint/parser';
