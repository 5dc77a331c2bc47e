import { describe, expect, test } from 'vitest';
import { addEslintEntry } from '../../src/init/eslint-edit.ts';

const IMPORT = "import klaviyo from 'eslint-plugin-klaviyo';\n";
const REQUIRE = "const klaviyo = require('eslint-plugin-klaviyo');\n";

describe('addEslintEntry', () => {
  test.each([
    [
      'a list',
      "// @ts-check\nimport js from '@eslint/js';\n\nexport default [\n  js.configs.recommended,\n];\n",
      `// @ts-check\n${IMPORT}import js from '@eslint/js';\n\nexport default [\n  klaviyo.configs.recommended,\n  js.configs.recommended,\n];\n`,
    ],
    ['a list on one line', 'export default [a];\n', `${IMPORT}export default [\n  klaviyo.configs.recommended,a];\n`],
    [
      'defineConfig with a list',
      "import { defineConfig } from 'eslint/config';\nexport default defineConfig([\n  a,\n]);\n",
      `${IMPORT}import { defineConfig } from 'eslint/config';\nexport default defineConfig([\n  klaviyo.configs.recommended,\n  a,\n]);\n`,
    ],
    [
      'the helper of typescript-eslint',
      "import tseslint from 'typescript-eslint';\nexport default tseslint.config(\n  a,\n);\n",
      `${IMPORT}import tseslint from 'typescript-eslint';\nexport default tseslint.config(\n  klaviyo.configs.recommended,\n  a,\n);\n`,
    ],
    [
      'a constant that is exported',
      "import next from 'eslint-config-next';\n\nconst eslintConfig = [\n  ...next,\n];\n\nexport default eslintConfig;\n",
      `${IMPORT}import next from 'eslint-config-next';\n\nconst eslintConfig = [\n  klaviyo.configs.recommended,\n  ...next,\n];\n\nexport default eslintConfig;\n`,
    ],
    [
      'a constant with a type',
      'const config: Linter.Config[] = [\n];\nexport default config;\n',
      `${IMPORT}const config: Linter.Config[] = [\n  klaviyo.configs.recommended,\n];\nexport default config;\n`,
    ],
    [
      'the line ends of Windows',
      'export default [\r\n  a,\r\n];\r\n',
      `${IMPORT.trim()}\r\nexport default [\r\n  klaviyo.configs.recommended,\r\n  a,\r\n];\r\n`,
    ],
  ])('adds the plugin to %s', (_, before, after) => {
    expect(addEslintEntry(before, false)).toBe(after);
  });

  test.each([
    [
      'behind a directive',
      "'use strict';\n\nmodule.exports = [\n  a,\n];\n",
      `'use strict';\n\n${REQUIRE}module.exports = [\n  klaviyo.configs.recommended,\n  a,\n];\n`,
    ],
    [
      'before the first that is loaded',
      "'use strict';\nconst js = require('@eslint/js');\nmodule.exports = [js.configs.recommended];\n",
      `'use strict';\n${REQUIRE}const js = require('@eslint/js');\nmodule.exports = [\n  klaviyo.configs.recommended,js.configs.recommended];\n`,
    ],
  ])('in CommonJS %s', (_, before, after) => {
    expect(addEslintEntry(before, true)).toBe(after);
  });

  test.each([
    ['a constant of another kind', 'const config = make([a]);\nexport default config;\n'],
    ['another constant', 'const other = [a];\nexport default config;\n'],
    ['the call of something else', 'export default antfu({ typescript: true });\n'],
    ['a list that is joined', 'export default base.concat([a]);\n'],
    ['two lists', 'export default [a];\nmodule.exports = [a];\n'],
    ['a list in a comment', '/*\nexport default [a];\n*/\nexport default config;\n'],
    ['a list in a comment of one line', '// export default [a];\nexport default config;\n'],
    ['a name that is taken', 'const klaviyo = 1;\nexport default [a];\n'],
    ['nothing', ''],
  ])('does not understand %s', (_, text) => {
    expect(addEslintEntry(text, false)).toBeUndefined();
  });
});
