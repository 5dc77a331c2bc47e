// Usage: node bench/eslint-run.mjs '{"folder": …, "plugin": …, "isOn": …, "project": …}', typed where there is a project
// Lints a folder once with ESLint, with the plugin or without it, and prints the processor time and what was found as JSON.
import { ESLint } from 'eslint';
import * as parser from '@typescript-eslint/parser';

const FILES = ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'];
const { folder, project, plugin: pluginPath, isOn } = JSON.parse(process.argv[2]);
// Loaded in either case, so that the difference is what the rules do.
const { default: plugin } = await import(pluginPath);
const preset = plugin.configs[project ? 'recommended-type-checked' : 'recommended'];
const eslint = new ESLint({
  cwd: folder,
  overrideConfigFile: true,
  errorOnUnmatchedPattern: false,
  overrideConfig: [
    {
      files: FILES,
      languageOptions: {
        parser,
        parserOptions: { ecmaFeatures: { jsx: true }, ...(project && { project, tsconfigRootDir: folder }) },
      },
      linterOptions: { reportUnusedDisableDirectives: 'off' },
      rules: { 'no-debugger': 'error', 'no-dupe-keys': 'error' },
    },
    ...(isOn ? [preset].flat() : []),
  ],
});

let warnings = 0;
process.on('warning', () => (warnings += 1));
const messages = (await eslint.lintFiles(FILES)).map(({ messages: ofFile }) => ofFile);
const { user, system } = process.cpuUsage();
console.log(
  JSON.stringify({
    seconds: (user + system) / 1e6,
    files: messages.length,
    findings: messages.flat().filter(({ ruleId }) => ruleId?.startsWith('klaviyo/')).length,
    unparsed: messages.flat().filter(({ fatal }) => fatal).length,
    warnings,
  }),
);
