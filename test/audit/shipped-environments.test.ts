import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import { shippedEnvironmentsIn } from '../../src/project/key-reads/shipped-environments.ts';
import { temporaryRepository } from '../project/temporary-folder.ts';

const KEY = 'KLAVIYO_PRIVATE_KEY';
const EXAMPLE = { '.env.example': `${KEY}=\n` };

async function unresolvedIn(files: Record<string, string>): Promise<string[]> {
  const { ledger } = await audit({ root: temporaryRepository(files), asOf: '2026-11-20' });
  return ledger.unresolved?.places ?? [];
}

const ELECTRON = { 'electron-builder': '26.0.0' };
const COPY = "const CopyPlugin = require('copy-webpack-plugin');\n";
const STATIC = "import { viteStaticCopy } from 'vite-plugin-static-copy';\n";

describe('an environment that is shipped is listed', () => {
  test.each<[name: string, path: string, text: string, line?: number]>([
    ['to nginx', 'Dockerfile', 'FROM nginx\nCOPY .env /usr/share/nginx/html/.env', 2],
    [
      'to nginx, with other files',
      'Dockerfile',
      'FROM nginx\nCOPY --chown=a:a index.html ./.env.production /usr/share/nginx/html/',
      2,
    ],
    [
      'to nginx, from another image',
      'docker/web.Dockerfile',
      'FROM nginx\nCOPY --from=build /app/.env /usr/share/nginx/html/',
      2,
    ],
    ['to nginx, as a list', 'Dockerfile', 'FROM nginx\nADD [".env", "/usr/share/nginx/html/"]', 2],
    [
      'to the folder of nginx',
      'Dockerfile',
      'FROM nginx\nWORKDIR /usr/share/nginx/html\nCOPY ./env.sh .\nCOPY .env .',
      4,
    ],
    ['with all of its kind', 'Dockerfile.prod', 'FROM nginx\nCOPY .env* /usr/share/nginx/html/', 2],
    ['to httpd', 'Dockerfile', 'FROM httpd\nCOPY .env /usr/local/apache2/htdocs/', 2],
    ['to Apache', 'Dockerfile', 'FROM php:8-apache\nCOPY .env index.php /var/www/html/', 2],
    ['to Caddy', 'Containerfile', 'FROM caddy\nCOPY .env /usr/share/caddy/', 2],
    ['to a public folder', 'Dockerfile', 'FROM node\nWORKDIR /app\nCOPY .env ./public/', 3],
    ['to what is served', 'Dockerfile', 'FROM node\nCOPY .env ./dist\nCMD ["npx", "serve", "-s", "dist"]', 2],
    ['by a command of an image', 'Dockerfile', 'FROM node\nRUN cp .env public/.env && npm run build', 2],
    ['in assets of Flutter', 'pubspec.yaml', 'flutter:\n  assets:\n    - assets/images/\n    - .env\n', 4],
    [
      'in assets of Flutter, in a folder',
      'app/pubspec.yaml',
      "flutter:\n  assets:\n    - path: 'assets/.env.production' # settings\n",
      3,
    ],
    [
      'by webpack',
      'webpack.config.js',
      `${COPY}module.exports = { plugins: [new CopyPlugin({ patterns: ['public', '.env'] })] };`,
      2,
    ],
    [
      'by webpack, with a target',
      'webpack.config.js',
      `${COPY}module.exports = { plugins: [new CopyPlugin({ patterns: [\n  { from: 'public' },\n  { from: path.resolve(__dirname, '.env'), to: 'env.txt' },\n] })] };`,
      4,
    ],
    [
      'by Vite',
      'vite.config.ts',
      `${STATIC}export default { plugins: [viteStaticCopy({ targets: [{ src: ['.env'], dest: '.' }] })] };`,
      2,
    ],
    ['by electron-builder', 'electron-builder.yml', 'appId: a\nextraResources:\n  - .env\n', 3],
    [
      'by electron-builder, from a path',
      'electron-builder.yaml',
      "files:\n  - dist/**\n  - from: './.env'\n    to: .env\n",
      3,
    ],
    [
      'by electron-builder, in code',
      'electron-builder.config.js',
      "module.exports = { files: ['dist/**/*', '.env'] };",
    ],
    [
      'by electron-builder, in a manifest',
      'package.json',
      JSON.stringify({ devDependencies: ELECTRON, build: { mac: { extraResources: ['.env'] } } }, null, 1),
      8,
    ],
    [
      'by Electron Forge',
      'forge.config.js',
      "module.exports = { packagerConfig: { asar: true, extraResource: ['.env'] } };",
    ],
    ['in a program in Go', 'cmd/main.go', 'package main\n\n//go:embed .env\nvar settings string\n', 3],
    ['by a script', 'deploy.sh', 'set -e\ncp .env public/', 2],
    ['by a script, from a path', 'deploy.sh', 'cp -f "$ROOT/.env.production" "$ROOT/public/.env"'],
    ['by a script of a manifest', 'package.json', '{ "scripts": { "build": "vite build && cp .env public/.env" } }'],
    [
      'by a workflow',
      '.github/workflows/a.yml',
      'on: push\njobs:\n  a:\n    steps:\n      - run: cp .env ./public/env.txt',
      5,
    ],
    ['by a makefile', 'Makefile', 'site:\n\t@cp .env html/', 2],
    ['as what a command prints', 'entry.sh', 'env > public/env.txt'],
    ['as what a command prints, sorted', 'entry.sh', 'printenv | sort > /usr/share/nginx/html/env.txt'],
    ['as what a command prints for a build', 'entry.sh', 'printenv > dist/.env'],
    ['as what a command prints of the vendor', 'entry.sh', 'printenv | grep ^KLAVIYO > dist/.env'],
    ['as JSON', 'entry.sh', "jq -n 'env' > public/config.json"],
    [
      'as JSON of the vendor',
      'entry.sh',
      `jq -n 'env | with_entries(select(.key|startswith("KLAVIYO_")))' > public/config.json`,
    ],
    [
      'as what a server of an image starts with',
      'Dockerfile',
      'FROM nginx\nCMD env > /usr/share/nginx/html/env.js && nginx -g "daemon off;"',
      2,
    ],
  ])('%s', async (_, path, text, line = 1) => {
    expect(await unresolvedIn({ ...EXAMPLE, [path]: text })).toEqual([`${path}:${line}`]);
  });

  test('where the file is named', () => {
    const [{ at, file } = {}] = shippedEnvironmentsIn(
      'Dockerfile',
      'FROM nginx\nCOPY a ./.env /usr/share/nginx/html/\n',
    );
    expect({ at, file }).toEqual({
      at: { path: 'Dockerfile', line: 2, column: 8, endLine: 2, endColumn: 14 },
      file: './.env',
    });
  });
});

describe('what stays with a program is not listed', () => {
  test.each<[name: string, path: string, text: string]>([
    ['an example', 'Dockerfile', 'FROM nginx\nCOPY .env.example /usr/share/nginx/html/.env'],
    [
      'the environment of a server',
      'Dockerfile',
      'FROM node\nWORKDIR /app\nCOPY .env ./\nCOPY .env.production .env\nCOPY public ./public\nCMD ["node", "a.js"]',
    ],
    [
      'the environment of a build',
      'Dockerfile',
      'FROM node AS build\nWORKDIR /build\nCOPY .env .\nFROM nginx\nCOPY --from=build /build/dist /usr/share/nginx/html',
    ],
    [
      'the environment of a build in a folder',
      'Dockerfile',
      'FROM node AS build\nCOPY .env /build/\nFROM nginx\nCOPY --from=build /build/dist /usr/share/nginx/html',
    ],
    [
      'the environment beside what a server runs',
      'Dockerfile',
      'FROM node\nCOPY .env ./dist/\nCMD ["node", "dist/main.js"]',
    ],
    [
      'the environment of Laravel',
      'Dockerfile',
      'FROM php:8-apache\nRUN composer install\nCOPY .env /var/www/html/.env\nRUN sed -i s,html,html/public, /etc/apache2/a.conf',
    ],
    [
      'the environment of a server in a folder of its own',
      'Dockerfile',
      'FROM node\nWORKDIR /var/www/app\nCOPY .env .',
    ],
    ['a comment', 'Dockerfile', 'FROM nginx\n# COPY .env /usr/share/nginx/html/\nCOPY site /usr/share/nginx/html/'],
    ['other names', 'Dockerfile', 'FROM nginx\nCOPY env.sh site.env.js .envrc.d /usr/share/nginx/html/'],
    ['what is for browsers', 'Dockerfile', 'FROM nginx\nCOPY .env.public /usr/share/nginx/html/.env'],
    [
      'a new environment',
      'setup.sh',
      'cp .env.example .env\ncp .env .env.backup\ncp public/.env .env\nmv .env /etc/app/.env',
    ],
    ['an example in a public folder', 'setup.sh', 'cp .env.example public/.env'],
    ['the environment of Laravel that a script copies', 'deploy.sh', 'cp .env /var/www/html/shop/.env'],
    [
      'the environment of a container',
      'docker-compose.yml',
      'services:\n  a:\n    env_file: .env\n    volumes:\n      - ./public:/public\n      - .env:/app/.env',
    ],
    [
      'an environment for a container',
      'entry.sh',
      'env > /etc/environment\nprintenv > .env\nprintenv > /app/.env\nenv | sort',
    ],
    ['what a command chooses', 'entry.sh', 'env | grep ^VITE_ > public/env.txt\nprintenv | grep REACT_APP > dist/.env'],
    ['a log of a build', 'build.sh', 'env > build/env.log\nenv > out/environment.txt'],
    [
      'a program with an environment',
      'a.sh',
      '/usr/bin/env node a.js > public/a.json\nenv NODE_ENV=test node a.js > public/b.json\nenvsubst < a > public/env.js',
    ],
    [
      'an example among assets',
      'pubspec.yaml',
      'flutter:\n  assets:\n    - .env.example\n    - assets/\n  fonts:\n    - asset: .env\n',
    ],
    [
      'what is embedded',
      'a.go',
      'package a\n\n//go:embed .env.example templates/*\nvar f embed.FS\n\n// .env is embedded by others.\n',
    ],
    [
      'what webpack copies for a server',
      'webpack.config.js',
      `${COPY}module.exports = { target: 'node', plugins: [new CopyPlugin({ patterns: ['.env'] })] };`,
    ],
    [
      'what webpack leaves out',
      'webpack.config.js',
      `${COPY}module.exports = { plugins: [new CopyPlugin({ patterns: [{ from: 'public', globOptions: { ignore: ['.env'] } }, { from: 'a.env', to: '.env' }] })] };`,
    ],
    [
      'what another plugin reads',
      'webpack.config.js',
      "const Dotenv = require('dotenv-webpack');\nmodule.exports = { plugins: [new Dotenv({ path: '.env' })] };",
    ],
    [
      'what Electron leaves out',
      'electron-builder.yml',
      "files:\n  - dist/**\n  - '!.env'\n  - '!**/.env*'\nenv:\n  - .env\n",
    ],
    [
      'the files of a package',
      'package.json',
      JSON.stringify({ name: 'a', files: ['dist', '.env'], scripts: { a: 'env-cmd -f .env vite build > public/log' } }),
    ],
    ['a test', 'test/copy.sh', 'cp .env public/'],
    ['prose', 'docs/deploy.md', 'cp .env public/'],
  ])('%s', async (_, path, text) => {
    expect(await unresolvedIn({ ...EXAMPLE, [path]: text })).toEqual([]);
  });

  test('where the repository has no key', async () => {
    expect(await unresolvedIn({ '.env.example': 'API_URL=\n', 'deploy.sh': 'cp .env public/ # klaviyo' })).toEqual([]);
  });

  test('where the environment of its folder has none', async () => {
    const files = {
      'server/.env.example': `${KEY}=\n`,
      'web/.env.example': 'VITE_API_URL=\n',
      'web/Dockerfile': 'FROM nginx\nCOPY .env /usr/share/nginx/html/',
    };
    expect(await unresolvedIn(files)).toEqual([]);
  });
});
