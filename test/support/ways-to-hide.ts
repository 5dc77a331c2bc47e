import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fakeKey } from '../fake-keys.ts';
import { addFiles, commitAll, git, initializeRepository, type Files } from '../project/temporary-folder.ts';

/** One way in which a pull request could try to pass with a violation. */
export interface WayToHide {
  name: string;
  /** What stands in the base. */
  base?: Files;
  /** What the pull request brings. */
  files?: Files;
  /** What it does besides. */
  also?(folder: string): void;
  /** What is done to the checkout, after the commit. */
  after?(folder: string): void;
  /** `found`: the violation is a finding. `unseen`: the file is listed as not analyzed, and the job fails. `listed`: the job passes, and an output shows it. */
  outcome: 'found' | 'unseen' | 'listed';
  /** The rule, the file, or what the report says of it. */
  shown: string;
}

export const RAW_CALL =
  "fetch('https://a.klaviyo.com/api/profiles', { headers: { Authorization: `Klaviyo-API-Key ${key}`, revision: '2026-07-15' } }).then(check);\n";
const ENCODED_URL = Buffer.from('https://a.klaviyo.com/api/profiles').toString('base64');
const CODES = [...Buffer.from('https://a.klaviyo.com')].join();
const STEP = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - ';

/** Calls that no name of the host in one piece, or no client of HTTP, shows. */
const CALLS_IN_DISGUISE: Readonly<Record<string, string>> = {
  'an address in base64': `fetch(atob('${ENCODED_URL}'));\n`,
  'an address in a Buffer': `fetch(Buffer.from('${ENCODED_URL}', 'base64').toString('utf8'));\n`,
  'a host that is written backwards': "fetch(`https://${'moc.oyivalk.a'.split('').reverse().join('')}/api/lists`);\n",
  'a list of codes': `fetch(String.fromCharCode(${CODES}) + '/api/lists');\n`,
  'a list of bytes': `fetch(Buffer.from([${CODES}]) + '/api/lists');\n`,
  'a code in the host': "fetch('https://a.%6blaviyo.com/api/lists');\n",
  'wide letters in the host': "fetch('https://a.ｋlaviyo.com/api/lists');\n",
  'a tab in the host': String.raw`fetch('https://a.kla\tviyo.com/api/lists');` + '\n',
  'execSync of curl': "require('child_process').execSync('curl -X POST https://a.klaviyo.com/api/lists');\n",
  'spawn of curl':
    "import { spawn } from 'node:child_process';\nspawn('curl', ['-X', 'POST', 'https://a.klaviyo.com/api/lists']);\n",
  'a session of http2':
    "import http2 from 'node:http2';\nhttp2.connect('https://a.klaviyo.com').request({ ':path': '/api/lists' }).end();\n",
  'a socket': String.raw`require('tls').connect(443, 'a.klaviyo.com').write('GET /api/lists HTTP/1.1\r\n\r\n');` + '\n',
  'a text that is evaluated': `eval("fetch('https://a.klaviyo.com/api/lists')");\n`,
  'a function of a text': `new Function("return fetch('https://a.klaviyo.com/api/lists')")();\n`,
};

const KEY = fakeKey(41);
const KEY_LINE = `const key = '${KEY}';\n`;
const RAW = 'klaviyo/no-raw-http';
const HARDCODED = 'klaviyo/no-hardcoded-key';

const map = (...sources: string[]): string =>
  `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify({ sources })).toString('base64')}\n`;
const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');

const found = (name: string, files: Files, shown = RAW, more: Partial<WayToHide> = {}): WayToHide => ({
  name,
  files,
  outcome: 'found',
  shown,
  ...more,
});
const unseen = (name: string, files: Files, shown: string, more: Partial<WayToHide> = {}): WayToHide => ({
  name,
  files,
  outcome: 'unseen',
  shown,
  ...more,
});

export const WAYS_TO_HIDE: readonly WayToHide[] = [
  ...['dist', 'build', 'out', '.next', '.cache', 'coverage', '.yarn', '.turbo', '.vercel'].map(folder =>
    found(`in ${folder}/`, { [`${folder}/a.js`]: RAW_CALL }),
  ),
  ...['a.min.js', 'a.min.mjs', 'public/a.min.cjs'].map(name => found(`in ${name}`, { [name]: RAW_CALL })),
  found('in a tracked file that .gitignore names', { '.gitignore': 'src/\n', 'src/a.js': RAW_CALL }),
  found('in a tracked folder that a .gitignore inside of it names', { 'src/.gitignore': '*\n', 'src/a.js': RAW_CALL }),
  found('behind a header that names a source that is not there', {
    'dist/a.js': `// Generated from src/gone.ts\n${RAW_CALL}`,
  }),
  found('behind a source map that names a source that is not there', {
    'dist/a.js': `${RAW_CALL}${map('../src/gone.ts')}`,
  }),
  found('outside of build folders, behind a header', {
    'src/b.ts': '',
    'src/a.js': `// Generated from src/b.ts\n${RAW_CALL}`,
  }),
  unseen(
    'behind a header that names a source',
    { 'dist/a.js': `// Generated from src/app.ts\n${RAW_CALL}` },
    'dist/a.js',
  ),
  unseen('behind a source map', { 'dist/a.js': `${RAW_CALL}${map('../src/app.ts')}` }, 'dist/a.js'),
  unseen(
    'behind a source map that is added beside an old file',
    { 'dist/a.js.map': '{"sources":["../src/app.ts"]}' },
    'dist/a.js',
    { base: { 'dist/a.js': `${RAW_CALL}//# sourceMappingURL=a.js.map\n` } },
  ),
  unseen(
    'in a generated file whose sources stay as they are',
    { 'dist/a.js': `// Generated from src/app.ts\n${RAW_CALL}` },
    'dist/a.js',
    { base: { 'dist/a.js': '// Generated from src/app.ts\n"klaviyo";\n' } },
  ),
  {
    name: 'in a generated file whose sources change, too',
    base: { 'dist/a.js': '// Generated from src/app.ts\n"klaviyo";\n' },
    files: { 'dist/a.js': `// Generated from src/app.ts\n${RAW_CALL}`, 'src/app.ts': '// changed\n' },
    outcome: 'listed',
    shown: "'dist/a.js' is changed here and was not analyzed",
  },
  ...[
    [
      'a rewrite of a hosting service',
      'vercel.json',
      '{ "rewrites": [{ "destination": "https://a.klaviyo.com/:path*" }] }',
    ],
    ['a proxy', 'deploy/nginx.conf', 'location /k/ { proxy_pass https://a.klaviyo.com/; }'],
    ['a client that nobody knows', 'src/a.js', "transport.configure({ base: 'https://a.klaviyo.com/api' });"],
    ['another language', 'app.py', 'requests.get("https://a.klaviyo.com/api/lists")'],
  ].map(([name = '', path = '', text = '']): WayToHide => ({
    name: `by ${name}`,
    files: { [path]: text },
    outcome: 'listed',
    shown: `\`${path}\` has an address of a vendor's API`,
  })),
  ...Object.entries(CALLS_IN_DISGUISE).map(([name, call]) => found(`by ${name}`, { 'src/a.js': call })),
  found('in the script of a picture', {
    'public/a.svg': `<svg xmlns="http://www.w3.org/2000/svg"><script><![CDATA[${RAW_CALL}]]></script></svg>`,
  }),
  found('in code that a workflow gives to node', {
    '.github/workflows/a.yml': `${STEP}run: node -e "fetch('https://a.klaviyo.com/api/lists')"\n`,
  }),
  found('in code that a workflow gives to an action', {
    '.github/workflows/a.yml': `${STEP}uses: actions/github-script@v7\n        with:\n          script: |\n            ${RAW_CALL}`,
  }),
  found('in code that a script of a package runs', {
    'package.json': JSON.stringify({ scripts: { a: `node -e "fetch('https://a.klaviyo.com/api/lists')"` } }),
  }),
  found('in a here-document for node', { 'a.sh': `node <<'EOF'\n${RAW_CALL}EOF\n` }),
  found('in UTF-16', { 'src/a.js': utf16(RAW_CALL) }),
  found('in UTF-16, big end first', { 'src/a.js': utf16(RAW_CALL).swap16() }),
  found('behind a zero', { 'src/a.js': `// \0\n${RAW_CALL}` }),
  found('behind bytes that are no UTF-8', {
    'src/a.js': Buffer.concat([Buffer.from([0x2f, 0x2f, 0xff, 0xfe, 0x0a]), Buffer.from(RAW_CALL)]),
  }),
  unseen(
    'in UTF-32',
    { 'src/a.js': Buffer.from(Uint32Array.from(RAW_CALL, sign => sign.codePointAt(0) ?? 0).buffer) },
    'src/a.js',
  ),
  unseen('in what is not text', { 'src/a.js': Buffer.from([0, 1, 2, 0xff, 0, 0xfe]) }, 'src/a.js'),
  unseen('in a file of 2 MB', { 'src/a.js': RAW_CALL + ';'.repeat(2 * 1024 * 1024) }, 'src/a.js'),
  unseen('in a file of 6 MB', {}, 'src/a.js', {
    also(folder) {
      writeFileSync(path.join(folder, 'src/a.js'), RAW_CALL);
      truncateSync(path.join(folder, 'src/a.js'), 6 * 1024 * 1024);
    },
  }),
  unseen('in what does not parse', { 'src/a.js': `${RAW_CALL}(` }, 'src/a.js'),
  unseen('behind a link', { 'src/code.txt': RAW_CALL }, 'src/a.js', {
    also: folder => symlinkSync('code.txt', path.join(folder, 'src/a.js')),
  }),
  unseen('behind a link out of the repository', {}, 'src/a.js', {
    also: folder => symlinkSync('/etc/hostname', path.join(folder, 'src/a.js')),
  }),
  unseen('in a package that is committed', { 'node_modules/a/index.js': RAW_CALL }, 'node_modules/a/index.js'),
  unseen('in a submodule', {}, 'vendor', {
    also(folder) {
      git(folder, 'update-index', '--add', '--cacheinfo', `160000,${git(folder, 'rev-parse', 'HEAD').trim()},vendor`);
      mkdirSync(path.join(folder, 'vendor'));
    },
  }),
  unseen(
    'in a pointer of Git LFS',
    { 'src/a.js': `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 1\n` },
    'src/a.js',
  ),
  unseen('outside of a sparse checkout', { 'src/app.ts': '// changed\n', 'left/a.js': RAW_CALL }, 'left/a.js', {
    after: folder => void git(folder, 'sparse-checkout', 'set', 'src'),
  }),
  found('with a configuration that ignores it', {
    'klaviyo-lint.json': '{ "ignore": ["/src/"] }',
    'src/a.js': RAW_CALL,
  }),
  found('with a configuration that switches the rule off', {
    'klaviyo-lint.json': `{ "rules": { "${RAW}": "off" } }`,
    'src/a.js': RAW_CALL,
  }),
  found(
    'with a configuration that allows the key',
    {
      'klaviyo-lint.json': `{ "rules": { "${HARDCODED}": "off" } }`,
      'src/a.js': `klaviyo(${KEY_LINE.slice(12, -2)});\n`,
    },
    HARDCODED,
  ),
  found('a key in a lock file', { 'package-lock.json': `{ "lockfileVersion": 3, "x": "${KEY}" }` }, HARDCODED),
  found('a key in node_modules', { 'node_modules/a/index.js': KEY_LINE }, HARDCODED),
  found('a key in a generated file', { 'dist/a.js': `// Generated from src/app.ts\n${KEY_LINE}` }, HARDCODED),
  found('a key in UTF-16', { 'notes.txt': utf16(KEY) }, HARDCODED),
  found(
    'a key in what is not text',
    { 'a.bin': Buffer.concat([Buffer.from([0, 0xff, 1]), Buffer.from(KEY), Buffer.from([0])]) },
    HARDCODED,
  ),
  found('a key behind a bare comment', { 'src/a.js': `// eslint-disable-next-line\n${KEY_LINE}` }, HARDCODED),
  found('a key in a file that a bare comment disables', { 'src/a.js': `/* eslint-disable */\n${KEY_LINE}` }, HARDCODED),
  found(
    'a key behind a comment without a reason',
    { 'src/a.js': `// eslint-disable-next-line ${HARDCODED}\n${KEY_LINE}` },
    HARDCODED,
  ),
  found(
    'a key behind a configuring comment',
    { 'src/a.js': `/* eslint ${HARDCODED}: "off" */\n${KEY_LINE}` },
    HARDCODED,
  ),
  found(
    'a key behind our comment without a reason',
    { 'a.txt': `# klaviyo-lint-disable-next-line ${HARDCODED}\n${KEY}\n` },
    HARDCODED,
  ),
  found(
    'the SDK in the browser behind a bare comment',
    {
      'src/a.jsx':
        "'use client';\n// eslint-disable-next-line\nimport { ProfilesApi } from 'klaviyo-api';\nnew ProfilesApi();\n",
    },
    'klaviyo/no-private-key-in-browser',
  ),
  ...(
    [
      ['in pieces', { 'src/a.jsx': "'use client';\nexport const load = () => import('klaviyo' + '-api');\n" }],
      [
        'by a constant',
        { 'src/a.jsx': "'use client';\nconst name = 'klaviyo-api';\nexport const load = () => require(name);\n" },
      ],
      [
        'by its path',
        {
          'src/a.jsx':
            "'use client';\nimport { ProfilesApi } from '../node_modules/klaviyo-api/dist/index.js';\nnew ProfilesApi();\n",
        },
      ],
      [
        'behind paths of a tsconfig',
        {
          'tsconfig.json': '{ "compilerOptions": { "paths": { "@k": ["./node_modules/klaviyo-api"] } } }',
          'src/a.jsx': "'use client';\nimport { ProfilesApi } from '@k';\nnew ProfilesApi();\n",
        },
      ],
      [
        'behind an alias of Vite',
        {
          'vite.config.js': "export default { resolve: { alias: { k: 'klaviyo-api' } } };\n",
          'src/a.js': "import { ProfilesApi } from 'k';\ndocument.body.append(String(ProfilesApi));\n",
        },
      ],
      [
        'behind an alias of webpack',
        {
          'webpack.config.js': "module.exports = { resolve: { alias: { k$: require.resolve('klaviyo-api') } } };\n",
          'src/a.js': "import { ProfilesApi } from 'k';\ndocument.body.append(String(ProfilesApi));\n",
        },
      ],
    ] satisfies [string, Files][]
  ).map(([way, files]) => found(`the SDK in the browser ${way}`, files, 'klaviyo/no-private-key-in-browser')),
  ...(
    [
      [
        'by a name in pieces',
        { 'src/a.jsx': "'use client';\nexport const key = process.env['NEXT_PUBLIC_' + 'KLAVIYO_PRIVATE_KEY'];\n" },
      ],
      [
        'by a definition of esbuild',
        {
          'build.mjs':
            "import { build } from 'esbuild';\nawait build({ entryPoints: ['a.js'], platform: 'browser', define: { KEY: JSON.stringify(process.env.KLAVIYO_PRIVATE_KEY) } });\n",
        },
      ],
      [
        'as a property of a client component',
        {
          'src/page.jsx':
            "import Form from './form';\nexport default () => <Form apiKey={process.env.KLAVIYO_PRIVATE_KEY} />;\n",
          'src/form.jsx': "'use client';\nexport default ({ apiKey }) => <p>{apiKey}</p>;\n",
        },
      ],
      [
        'in a script of a page',
        {
          'src/page.jsx':
            'export default () => <script dangerouslySetInnerHTML={{ __html: `window.KEY = "${process.env.KLAVIYO_PRIVATE_KEY}"` }} />;\n',
        },
      ],
      [
        'in the data of a page',
        {
          'pages/index.jsx':
            'export const getServerSideProps = () => ({ props: { key: process.env.KLAVIYO_PRIVATE_KEY } });\nexport default ({ key }) => <p>{key}</p>;\n',
        },
      ],
    ] satisfies [string, Files][]
  ).map(([way, files]) => found(`the key in the browser ${way}`, files, 'klaviyo/no-private-key-in-browser')),
  found('curl behind our comment without a reason', {
    'a.sh': `# klaviyo-lint-disable-next-line ${RAW}\ncurl https://a.klaviyo.com/api/profiles\n`,
  }),
  ...(
    [
      ['the next line', `// eslint-disable-next-line\n${RAW_CALL}`],
      ['its line', `${RAW_CALL.trim()} // eslint-disable-line ${RAW}\n`],
      ['a block', `/* eslint-disable ${RAW} */\n${RAW_CALL}/* eslint-enable */\n`],
      ['the file', `/* eslint-disable */\n${RAW_CALL}`],
      ['by configuration', `/* eslint ${RAW}: off */\n${RAW_CALL}`],
    ] as const
  ).map(([place, text]): WayToHide => ({
    name: `behind a comment for ${place}`,
    files: { 'src/a.js': text },
    outcome: 'listed',
    shown: '1 suppressed, 1 new in this pull request',
  })),
];

/** Makes a repository with the base and, as a second commit, what the pull request brings. */
export function hiddenIn(way: WayToHide): { folder: string; base: string } {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'hidden-')));
  initializeRepository(folder);
  addFiles(folder, { 'src/app.ts': '', 'README.md': '', ...way.base });
  const base = commitAll(folder);
  addFiles(folder, way.files ?? {});
  way.also?.(folder);
  commitAll(folder);
  way.after?.(folder);
  return { folder, base };
}
