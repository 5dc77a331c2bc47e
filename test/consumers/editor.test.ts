import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../eslint-plugin/rules/index.ts';
import { TRANSLATED } from '../eslint-plugin/klaviyo/sdk-suggestion/raw-calls.ts';
import { runModule } from '../eslint-plugin/klaviyo/sdk-suggestion/run-module.ts';
import { type Diagnostic, edited, LanguageServer, type OfferedChange } from '../support/language-server.ts';
import { projectTypeErrors } from '../type-check.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

const CONFIGURATION = `import parser from '@typescript-eslint/parser';
import klaviyo from 'eslint-plugin-klaviyo';

export default [
  { files: ['**/*.{js,mjs,cjs,ts}'], languageOptions: { parser }, settings: { klaviyo: { asOf: '2026-11-20' } } },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
  { files: ['calls/*.js'], languageOptions: { sourceType: 'commonjs' } },
  { ...klaviyo.configs.strict, files: ['**/*.{js,mjs,cjs,ts}'] },
];
`;

const TYPES = {
  compilerOptions: {
    target: 'es2023',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: ['node'],
    module: 'esnext',
    moduleResolution: 'bundler',
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ['src', 'calls'],
};

interface Seen {
  text: string;
  diagnostics: Diagnostic[];
  /** What is offered, by diagnostic. */
  changes: OfferedChange[][];
}

/** By file, in the order in which they were opened. */
const seen = new Map<string, Seen>();
let folder: string;
let server: LanguageServer;

/** The project of an example that breaks every rule, with raw calls of each client beside it. */
function makeProject(): string {
  const project = realpathSync(mkdtempSync(path.join(tmpdir(), 'klaviyo-lint-editor-')));
  for (const part of ['src', 'public'])
    cpSync(path.join(ROOT, 'examples/broken-storefront', part), path.join(project, part), { recursive: true });
  mkdirSync(path.join(project, 'calls'));
  for (const [index, { fileName, code }] of TRANSLATED.entries())
    writeFileSync(path.join(project, callFile(index, fileName)), code);
  for (const [index, { fileName, code }] of TRANSLATED.slice(0, 6).entries())
    writeFileSync(
      path.join(project, `calls/twice-${index}${path.extname(fileName)}`),
      code +
        code
          .replace(/^import .*$/gm, '')
          .replaceAll('run', 'again')
          .replaceAll('KLAVIYO =', 'KLAVIYO2 =')
          .replaceAll('KEY =', 'KEY2 ='),
    );
  writeFileSync(path.join(project, 'eslint.config.mjs'), CONFIGURATION);
  writeFileSync(path.join(project, 'tsconfig.json'), JSON.stringify(TYPES));
  writeFileSync(path.join(project, 'package.json'), '{ "private": true }');
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(project, 'node_modules'));
  return project;
}

function callFile(index: number, fileName: string): string {
  return `calls/${String(index).padStart(2, '0')}-${fileName}`;
}

async function look(file: string): Promise<Seen> {
  const text = readFileSync(path.join(folder, file), 'utf8');
  const diagnostics = await server.open(file, text);
  const changes: OfferedChange[][] = [];
  for (const diagnostic of diagnostics) changes.push(await server.changesAt(file, diagnostic));
  server.close(file);
  return { text, diagnostics, changes };
}

/** Applies what is offered first, until nothing is offered any more. */
async function settle(file: string): Promise<string> {
  let text = readFileSync(path.join(folder, file), 'utf8');
  for (let round = 0; round < 40; round += 1) {
    const diagnostics = await server.open(file, text);
    let change: OfferedChange | undefined;
    for (const diagnostic of diagnostics) change ??= (await server.changesAt(file, diagnostic))[0];
    server.close(file);
    if (!change) return text;
    text = edited(text, change.edits);
  }
  throw new Error(`'${file}' never comes to rest.`);
}

beforeAll(async () => {
  folder = makeProject();
  server = new LanguageServer(folder);
  await server.start();
  for (const file of globSync(['src/**', 'public/**', 'calls/**'], { cwd: folder }).sort())
    seen.set(file, await look(file));
}, 300_000);

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('every rule is shown in a project of 40 files and more', () => {
  expect(seen.size).toBeGreaterThanOrEqual(40);
  const shown = [...seen.values()].flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
  expect([...new Set(shown)].sort()).toEqual(Object.keys(rules).map(id => `klaviyo/${id}`));
});

test('every diagnostic links the page of its rule', () => {
  for (const { diagnostics } of seen.values())
    for (const { code, codeDescription } of diagnostics) {
      const id = code?.replace('klaviyo/', '') ?? '';
      expect(codeDescription?.href).toMatch(new RegExp(`/docs/rules/${id}\\.md$`));
      expect(readFileSync(path.join(ROOT, `docs/rules/${id}.md`), 'utf8')).toMatch(new RegExp(`^# ${id}\\n`));
    }
});

test('every change alone leaves code that compiles', { timeout: 300_000 }, () => {
  const before = projectTypeErrors(folder);
  const alone = [...seen].flatMap(([file, { text, changes }]) =>
    changes
      .flat()
      .map(({ edits }, index) => [file.replace(/(?=\.[cm]?[jt]s$)/, `--${index}`), edited(text, edits)] as const),
  );
  for (const [file, text] of alone) writeFileSync(path.join(folder, file), text);
  expect(before).toEqual([]);
  expect(alone.length).toBeGreaterThan(40);
  expect(projectTypeErrors(folder)).toEqual([]);
});

describe('all changes together', () => {
  const settled = new Map<string, string>();

  beforeAll(async () => {
    for (const file of seen.keys()) settled.set(file, await settle(file));
    for (const [file, text] of settled) writeFileSync(path.join(folder, file), text);
  }, 600_000);

  test('leave code that compiles', { timeout: 300_000 }, () => {
    expect(projectTypeErrors(folder)).toEqual([]);
  });

  test('leave no raw call that can be one of the SDK', () => {
    const calls = [...settled].filter(([file]) => file.startsWith('calls/'));
    expect(calls.filter(([, text]) => text.includes('a.klaviyo.com/api/'))).toEqual([]);
  });

  test.each(TRANSLATED.map((call, index) => ({ ...call, index })))(
    '$title sends the same to the simulator',
    async ({ code, fileName, index }) => {
      const before = await runModule(code);
      const after = await runModule(settled.get(callFile(index, fileName)) ?? '');
      expect(after).toEqual(before);
    },
  );
});
