import type { TSESLint } from '@typescript-eslint/utils';
import { setting } from './settings.ts';

type AnyContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

const TYPESCRIPT = /\.[cm]?tsx?$/i;

/**
 * Where `settings.klaviyo.typeChecked` asks for it, as a preset does, makes sure that what another TypeScript file says can be
 * seen.
 *
 * @throws Error that says how to switch it on
 */
export function requireTypeInformation(context: AnyContext): void {
  const { filename, sourceCode } = context;
  if (setting(context, 'typeChecked') !== true || !TYPESCRIPT.test(filename) || sourceCode.parserServices?.program) return;
  throw new Error("'klaviyo/recommended-type-checked' needs type information, so set 'languageOptions.parserOptions.projectService' to true for the parser of typescript-eslint, or use 'klaviyo/recommended'.");
}
