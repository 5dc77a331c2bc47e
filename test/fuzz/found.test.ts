import { expect, test } from 'vitest';
import { brokenByTree, type HostileTree } from './hostile-tree.ts';

const RAW_CALL = "import { base } from './base.js';\nfetch('https://a.klaviyo.com/api/profiles' + base);\n";
const BASE = "export const base = '';\n";

/** What the fuzzers found, as small as it gets; each ended the run, or did not let it end. */
const FOUND: Record<string, HostileTree['files']> = {
  'a file nested too deeply for TypeScript, beside others that import it': [
    { path: 'src/use.js', content: '('.repeat(8000) + RAW_CALL },
    { path: 'src/base.js', content: RAW_CALL + BASE },
  ],
  'a package.json nested too deeply for the reader of modules': [
    { path: 'src/use.js', content: RAW_CALL },
    { path: 'src/base.js', content: BASE },
    { path: 'package.json', content: '['.repeat(8000) },
  ],
  'a tsconfig.json nested too deeply': [
    { path: 'src/use.js', content: RAW_CALL },
    { path: 'src/base.js', content: BASE },
    { path: 'tsconfig.json', content: '{"extends":'.repeat(8000) },
  ],
  'a pattern of .gitignore that is too large for a regular expression': [
    { path: '.gitignore', content: '{'.repeat(60_000) },
    { path: 'src/use.js', content: RAW_CALL },
  ],
  'a pattern of klaviyo-lint.json that is too large for a regular expression': [
    { path: 'klaviyo-lint.json', content: JSON.stringify({ ignore: ['{'.repeat(60_000)] }) },
    { path: 'src/use.js', content: RAW_CALL },
  ],
  'a pattern with many stars, and a long name that almost fits': [
    { path: '.gitignore', content: `${'*a'.repeat(20)}b\n` },
    { path: `${'a'.repeat(200)}.js`, content: RAW_CALL },
  ],
  'a template in braces that is not closed, with many escaped quotation marks': [
    { path: 'a.svelte', content: `<p a={"${'\\`'.repeat(50_000)}\n<script>${RAW_CALL}</script>` },
  ],
  'a heredoc of a Dockerfile whose name does not end': [
    { path: 'Dockerfile', content: `FROM a\nRUN <<${'a.'.repeat(60_000)}\nRUN curl https://a.klaviyo.com/api/lists\n` },
  ],
};

test.each(Object.entries(FOUND))('%s', async (_, files) => {
  expect(await brokenByTree({ files, format: 'json' })).toEqual([]);
});
