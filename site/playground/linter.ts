// The entry of the bundle with ESLint's engine and all rules, which a browser loads when the playground opens.
export { Linter } from 'eslint/universal';
export { default as plugin } from '../../eslint-plugin/index.ts';
