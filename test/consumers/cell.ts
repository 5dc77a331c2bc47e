import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pack, takingCoreFrom } from './packed.ts';
import { commandOf, environment, INSTALL, type Manager, nodeOf } from './toolchain.ts';
import { VERSIONS } from './versions.ts';

/** What a project of the matrix is made of. */
export interface Cell {
  manager: Manager;
  eslint: string;
  typescript: string;
}

const RAW_CALL =
  "export const lists = () => fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '2026-07-15' } });\n";

/** One finding needs another file, and the fix of one the release of the SDK that is installed. */
const SOURCES = {
  'src/plain.js': RAW_CALL,
  'src/renamed.js':
    "import { Lists } from 'klaviyo-api';\n\nexport const members = () => Lists.getListProfiles('x');\n",
  'src/typed.ts': RAW_CALL.replace('()', '(): Promise<Response>'),
  'src/client.ts':
    "export const send = (path: string): Promise<Response> => fetch(process.env.BASE + path, { method: 'POST', headers: { Authorization: 'Klaviyo-API-Key x', revision: '2026-07-15' } });\n",
  'src/service.ts':
    "import { send } from './client';\n\nexport const create = (): Promise<Response> => send('/api/profiles');\n",
  'tsconfig.json':
    '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "strict": true, "noEmit": true }, "include": ["src"] }',
};

const IN_JAVASCRIPT = ['plain.js:1 klaviyo/no-raw-http', 'renamed.js:3 klaviyo/no-deprecated-method (fix)'];
const IN_TYPESCRIPT = [
  'client.ts:1 klaviyo/no-raw-http',
  'service.ts:3 klaviyo/prefer-profile-upsert',
  'typed.ts:1 klaviyo/no-raw-http',
];

const PLAIN =
  "import klaviyo from 'eslint-plugin-klaviyo';\n\nexport default [{ ignores: ['.pnp.*', '.yarn'] }, klaviyo.configs.recommended];\n";
const TYPED = `import klaviyo from 'eslint-plugin-klaviyo';
import tseslint from 'typescript-eslint';

export default [
  { ignores: ['.pnp.*', '.yarn'] },
  {
    files: ['**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
  },
  klaviyo.configs['recommended-type-checked'],
];
`;

/** typescript-eslint does not accept TypeScript 7 yet. */
export function hasTypes({ typescript }: Pick<Cell, 'typescript'>): boolean {
  return !typescript.startsWith('7.');
}

/** What ESLint must report in a cell. */
export function expectedIn(cell: Pick<Cell, 'typescript'>): string[] {
  return hasTypes(cell) ? [...IN_JAVASCRIPT, ...IN_TYPESCRIPT].sort() : IN_JAVASCRIPT;
}

let tarballs: { core: string; plugin: string } | undefined;

/** Installs the packed packages into a project of their own. @returns its folder */
export function installCell(cell: Cell): string {
  tarballs ??= { core: pack('klaviyo-lint-core'), plugin: pack('eslint-plugin-klaviyo') };
  const folder = mkdtempSync(path.join(tmpdir(), `cell-${cell.manager}-`));
  const devDependencies = {
    eslint: cell.eslint,
    'eslint-plugin-klaviyo': `file:${tarballs.plugin}`,
    'klaviyo-api': VERSIONS['klaviyo-api'],
    typescript: cell.typescript,
    ...(hasTypes(cell) && { 'typescript-eslint': VERSIONS['typescript-eslint'] }),
  };
  const manifest = { name: 'shop', version: '1.0.0', private: true, devDependencies, ...takingCoreFrom(tarballs.core) };
  const files = {
    ...SOURCES,
    'package.json': JSON.stringify(manifest),
    'eslint.config.mjs': hasTypes(cell) ? TYPED : PLAIN,
    ...(cell.manager === 'yarn' && { 'yarn.lock': '' }),
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const [program, ...first] = commandOf(cell.manager);
  const { status, stdout, stderr } = spawnSync(program, [...first, ...INSTALL[cell.manager]], {
    cwd: folder,
    encoding: 'utf8',
    env: environment(),
  });
  if (status !== 0) throw new Error(`${cell.manager} could not install.\n${stdout}${stderr}`);
  return folder;
}

interface LintResult {
  filePath: string;
  messages: { ruleId: string | null; message: string; line: number; fix?: object }[];
}

/** What ESLint reports in the project of a cell, run by a version of Node.js. */
export function lintCell(folder: string, { manager }: Cell, version: string): string[] {
  const node = nodeOf(version);
  const [program, ...args] =
    manager === 'yarn' ? [...commandOf('yarn', node), 'run', 'eslint'] : [node, 'node_modules/eslint/bin/eslint.js'];
  const { stdout, stderr } = spawnSync(program, [...args, '--format', 'json', 'src'], {
    cwd: folder,
    encoding: 'utf8',
    env: environment(),
  });
  const json = stdout.split('\n').find(line => line.startsWith('['));
  if (json === undefined) throw new Error(`${stdout}${stderr}`);
  return (JSON.parse(json) as LintResult[])
    .flatMap(({ filePath, messages }) =>
      messages.map(
        ({ ruleId, message, line, fix }) =>
          `${path.basename(filePath)}:${line} ${ruleId ?? message}${fix ? ' (fix)' : ''}`,
      ),
    )
    .sort();
}

const LOCKS = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'];

/** The versions of TypeScript that a project got. */
export function typescriptsIn(folder: string): string[] {
  const lock = LOCKS.map(name => path.join(folder, name)).find(file => existsSync(file)) ?? '';
  const text = readFileSync(lock, 'utf8');
  const versions = lock.endsWith('.json')
    ? Object.entries(JSON.parse(text).packages as Record<string, { version?: string }>)
        .filter(([name]) => name.endsWith('node_modules/typescript'))
        .map(([, { version = '' }]) => version)
    : [...text.matchAll(/(?<![\w/-])typescript@(?:npm:)?(\d+\.\d+\.\d+)/g)].map(([, version = '']) => version);
  return [...new Set(versions)];
}
