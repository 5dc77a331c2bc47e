/** The configuration of a project that has none, for `eslint.config.mjs`. */
export function newEslintConfiguration(hasTypeScript: boolean): string {
  if (!hasTypeScript)
    return lines("import klaviyo from 'eslint-plugin-klaviyo';", '', 'export default [klaviyo.configs.recommended];');
  return lines(
    "import klaviyo from 'eslint-plugin-klaviyo';",
    "import tseslint from 'typescript-eslint';",
    '',
    'export default [',
    "  { files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'], languageOptions: { parser: tseslint.parser } },",
    '  klaviyo.configs.recommended,',
    '];',
  );
}

/** What a person adds to a configuration that is there. */
export function eslintLines(isCommonJs: boolean): string[] {
  return [
    isCommonJs ? "const klaviyo = require('eslint-plugin-klaviyo');" : "import klaviyo from 'eslint-plugin-klaviyo';",
    '// and in the list that is exported:',
    'klaviyo.configs.recommended,',
  ];
}

/** What the new configuration imports. */
export function eslintPackages(hasTypeScript: boolean): string[] {
  const packages = ['eslint', 'eslint-plugin-klaviyo'];
  return hasTypeScript ? [...packages, 'typescript@6', 'typescript-eslint'] : packages;
}

function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}
