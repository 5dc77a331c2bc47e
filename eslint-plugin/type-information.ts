import type { TSESLint } from '@typescript-eslint/utils';
import type { Vendor } from '../src/vendors/vendor.ts';
import { setting } from './settings.ts';

type AnyContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

const TYPESCRIPT = /\.[cm]?tsx?$/i;

const MISSING =
  "The preset 'recommended-type-checked' needs type information, and this file has none. Add a 'tsconfig.json' that includes it and set 'languageOptions.parserOptions.projectService' to true, or use the preset 'recommended'.";

/**
 * What is wrong where `settings.klaviyo.typeChecked` asks for type information, as a preset does, and the parser gives none for a
 * TypeScript file: then what other files say cannot be seen.
 */
export function typeInformationProblem(
  { filename, settings, sourceCode }: AnyContext,
  of: Vendor['id'],
): string | undefined {
  const isMissing =
    setting({ settings }, 'typeChecked', of) === true &&
    TYPESCRIPT.test(filename) &&
    !sourceCode.parserServices?.program;
  return isMissing ? MISSING : undefined;
}
