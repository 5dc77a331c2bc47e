import { expect, test } from 'vitest';
import { embeddedCode } from '../../../src/project/shell/embedded-code.ts';
import type { ShellFileKind } from '../../../src/project/shell/read-shell-file.ts';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { virtualReader } from '../virtual-files.ts';

const codesIn = (text: string, kind: ShellFileKind = 'shell'): string[] =>
  embeddedCode({ path: 'a.sh', kind, text, hasByteOrderMark: false }).map(({ text: code }) => code);

test.each<[name: string, text: string, ...codes: string[]]>([
  ['node -e', 'node -e \'f("a")\' b', '         f("a")   '],
  ['node -e in double quotation marks', 'node -e "f(\\"$A\\")"', '         f( "__ ") '],
  ['options before it', "node --input-type=module -pe 'f()'", '                              f() '],
  ['an option with a module', "node -r a/b -e 'f()'", '                f() '],
  ['deno eval', "deno eval 'f()'", '           f() '],
  ['tsx behind npx', "npx tsx --eval 'f()'", '                f() '],
  ['node in a container', "docker exec app node -e 'f()'", '                         f() '],
  ['node in a condition', "if a; then node -e 'f()'; fi", '                    f()     '],
  ['node in a substitution', "A=$(node -p 'f()')", '             f()  '],
  ['a here-document', "node <<'EOF'\nf('$A')\nEOF\n", "            \nf('$A')\n   \n"],
  ['a here-document that is filled in', 'node - <<EOF\nf("$A")\nEOF\n'.replace(' -', ''), '          \nf("__")\n   \n'],
  ['a here-string', "node <<< 'f()'", '          f() '],
  ['a script of node', 'node a.js -e b'],
  ['node that is printed', "echo node -e 'f()'"],
  ['another program', "python -c 'f()'"],
  ['a here-document for another program', 'cat > node <<EOF\nf()\nEOF\n'],
])('%s', (_, text, ...codes) => {
  expect(codesIn(text)).toEqual(codes);
});

const STEP = 'jobs:\n  a:\n    steps:\n      - ';

test('the script of actions/github-script', () => {
  const text = `${STEP}uses: actions/github-script@v7\n        with:\n          script: |\n            return await f('\${{ a.b }}')\n`;
  const [code = ''] = codesIn(text, 'workflow');
  expect(code.trim()).toBe(";async()=>{return await f('__________')\n}");
  expect(code.indexOf('return')).toBe(text.indexOf('return'));
});

test('the script of another action is none', () => {
  expect(codesIn(`${STEP}uses: a/b@v7\n        with:\n          script: f()\n`, 'workflow')).toEqual([]);
});

const CALL = "fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '2026-07-15' } }).then(check)";

test.each<[name: string, path: string, text: string, place: string]>([
  ['a script', 'a.sh', `node -e "${CALL}"\n`, '1:10'],
  ['a here-document', 'a.sh', `cd a\nnode <<'EOF'\n  ${CALL}\nEOF\n`, '3:3'],
  ['a workflow', '.github/workflows/a.yml', `${STEP}run: |\n          set -e\n          node -e "${CALL}"\n`, '6:20'],
  [
    'a step with a script',
    '.github/workflows/a.yml',
    `${STEP}uses: actions/github-script@v7\n        with:\n          script: |\n            return ${CALL}\n`,
    '7:20',
  ],
  ['a script of a package', 'package.json', JSON.stringify({ scripts: { a: `node -e "${CALL}"` } }), '1:28'],
  ['a Dockerfile', 'Dockerfile', `FROM node\nRUN node -e "${CALL}"\n`, '2:14'],
  ['a Makefile', 'Makefile', `a:\n\t@node -e "${CALL}"\n`, '2:12'],
])('a call in %s is found where it stands, and offers no edit', async (_, path, text, place) => {
  const { findings, skipped } = await lintFiles(virtualReader({ [path]: text }), [path], {
    root: '/checked',
    asOf: '2026-11-20',
  });
  expect(skipped).toEqual([]);
  expect(findings.map(({ ruleId, line, column }) => `${ruleId} ${line}:${column}`)).toEqual([
    `klaviyo/no-raw-http ${place}`,
  ]);
  expect(findings[0]).not.toHaveProperty('suggestions');
});
