import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, installedPackages, type DocumentedBlock } from './documented.ts';
import { add, PACKAGE_MANAGERS, runner, type PackageManager } from './package-managers.ts';
import { pack, PACKAGES, takingCoreFrom, type PackageName } from './packed.ts';

const RAW_CALL =
  "export const lists = () => fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '2026-07-15' } });\n";

/** What somebody's project looks like: each file breaks one rule, and one only where other files are seen. */
const SOURCES = {
  'src/plain.js': RAW_CALL,
  'src/typed.ts': RAW_CALL.replace('()', '(): Promise<Response>'),
  'src/client.ts':
    "export const send = (path: string): Promise<Response> => fetch(process.env.BASE + path, { method: 'POST', headers: { Authorization: 'Klaviyo-API-Key x', revision: '2026-07-15' } });\n",
  'src/service.ts':
    "import { send } from './client';\n\nexport const create = (): Promise<Response> => send('/api/profiles');\n",
  'src/renamed.js':
    "import { Lists } from 'klaviyo-api';\n\nexport const members = () => Lists.getListProfiles('x');\n",
};

const PAGES = ['README.md', 'eslint-plugin/README.md'];
const CONFIGURATIONS = PAGES.flatMap(page => blocksOf(page).filter(({ file }) => file.startsWith('eslint.config.')));

const tarballs = {} as Record<PackageName, string>;
const folders: string[] = [];

beforeAll(() => {
  for (const name of PACKAGES) tarballs[name] = pack(name);
});
afterAll(() => folders.forEach(folder => rmSync(folder, { recursive: true, force: true })));

/** An empty project of somebody's. */
function emptyProject(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'readme-'));
  folders.push(folder);
  const manifest = { name: 'shop', version: '1.0.0', private: true, ...takingCoreFrom(tarballs['klaviyo-lint-core']) };
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest)}\n`);
  write(folder, SOURCES);
  return folder;
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}

/** The packed packages stand in for what the registry will have. */
function asPublished(names: readonly string[]): string[] {
  return names.map(name => (name in tarballs ? tarballs[name as PackageName] : name));
}

interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

function run(manager: PackageManager, folder: string, ...args: string[]): Run {
  const [command, ...first] = runner(manager);
  const { status, stdout, stderr } = spawnSync(command, [...first, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** What ESLint reports, with a configuration of a page as it stands there. */
function lintWith({ file, code, page }: DocumentedBlock, manager: PackageManager, folder: string): string[] {
  const others = Object.fromEntries(
    blocksOf(page)
      .filter(block => block.file !== '' && block.language === 'json')
      .map(block => [block.file, block.code]),
  );
  write(folder, { ...(code.includes('projectService') && others), [file]: code });
  const { stdout, stderr } = run(manager, folder, 'eslint', '--config', file, '--format', 'json', 'src');
  rmSync(path.join(folder, file));
  rmSync(path.join(folder, 'tsconfig.json'), { force: true });
  if (stdout === '') throw new Error(stderr);
  const results = JSON.parse(stdout) as {
    filePath: string;
    messages: { ruleId: string | null; message: string; line: number; fix?: object }[];
  }[];
  const messages = results.flatMap(({ filePath, messages: found }) =>
    found.map(message => ({ ...message, file: path.basename(filePath) })),
  );
  return messages
    .map(({ file: name, ruleId, message, line, fix }) => `${name}:${line} ${ruleId ?? message}${fix ? ' (fix)' : ''}`)
    .sort();
}

/** What each configuration must show; by a word that only it has. */
function expected({ code }: DocumentedBlock): string[] {
  const inJavaScript = [
    'plain.js:1 klaviyo/no-raw-http',
    `renamed.js:3 klaviyo/no-deprecated-method${code.includes('sdkVersion') ? ' (fix)' : ''}`,
  ];
  const inTypeScript = ['client.ts:1 klaviyo/no-raw-http', 'typed.ts:1 klaviyo/no-raw-http'];
  if (code.includes('recommended-type-checked'))
    return [...inTypeScript, ...inJavaScript, 'service.ts:3 klaviyo/prefer-profile-upsert'].sort();
  return [...(code.includes('.parser') ? inTypeScript : []), ...inJavaScript].sort();
}

describe.each(PACKAGE_MANAGERS)('in an empty project, with %s', manager => {
  let folder: string;

  beforeAll(() => {
    folder = emptyProject();
    add(manager, folder, asPublished([...new Set(PAGES.flatMap(installedPackages))]));
  });

  it.each(
    CONFIGURATIONS.map(block => [`${block.page}: ${block.code.split('\n').at(-2)} in ${block.file}`, block] as const),
  )('%s', (_, block) => {
    expect(lintWith(block, manager, folder)).toEqual(expected(block));
  });

  it('the tool runs as the README says', () => {
    const { status, stdout } = run(manager, folder, 'klaviyo-lint', 'check');
    expect(status, stdout).toBe(1);
    expect(stdout).toMatch(/^src\/typed\.ts\n +1:47 +error: /m);
    expect(stdout).toMatch(/^Verdict: violated$/m);
  });
});

it('the pages install both packages, and everything that their configurations import', () => {
  for (const page of PAGES) {
    const imports = CONFIGURATIONS.filter(block => block.page === page).flatMap(({ code }) =>
      [...code.matchAll(/from '([^']+)'/g)].map(([, name = '']) => name),
    );
    expect(installedPackages(page)).toEqual(expect.arrayContaining([...new Set(imports)]));
  }
  expect(installedPackages('README.md')).toEqual(expect.arrayContaining(['klaviyo-lint', 'eslint-plugin-klaviyo']));
});

it.each(PAGES)('%s links to places that are there, from wherever it is read', page => {
  const text = readFileSync(path.join(import.meta.dirname, '..', '..', page), 'utf8');
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
  expect(links.filter(link => !/^https:\/\//.test(link))).toEqual([]);
  const own = links.flatMap(
    link =>
      /^https:\/\/(?:github\.com\/klaviyo-lint\/klaviyo-lint\/(?:blob|tree)\/main|raw\.githubusercontent\.com\/klaviyo-lint\/klaviyo-lint\/main)\/([^#]+)/.exec(
        link,
      )?.[1] ?? [],
  );
  expect(own.length).toBeGreaterThan(3);
  for (const target of own)
    expect(() =>
      readFileSync(
        path.join(import.meta.dirname, '..', '..', target.replace(/^eslint-plugin(?:-\w+)?$/, '$&/README.md')),
      ),
    ).not.toThrow();
});
