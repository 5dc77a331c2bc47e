import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import { renderText } from '../../src/reporters/text.ts';
import { commitFiles, committedRepository, temporaryRepository } from '../project/temporary-folder.ts';

const API = 'https://a.klaviyo.com';

async function unresolvedIn(files: Record<string, string>): Promise<string[]> {
  const { ledger } = await audit({ root: temporaryRepository(files), asOf: '2026-11-20' });
  return ledger.unresolved?.places ?? [];
}

describe('an address or the beginning of a key is listed', () => {
  test.each<[name: string, path: string, text: string]>([
    ['that a table has for a program', 'jobs/endpoints.csv', `name,url\ncrm,${API}/api/profiles`],
    ['that a client gets which is not known', 'src/a.ts', `client.configure({ base: '${API}/api' });`],
    [
      'that a rewrite leads to',
      'next.config.js',
      `module.exports = { rewrites: () => [{ destination: '${API}/:path*' }] };`,
    ],
    ['that a server forwards to', 'nginx.conf', `location /k/ { proxy_pass ${API}/; }`],
    ['that a hosting service forwards to', 'vercel.json', `{ "rewrites": [{ "destination": "${API}/:path*" }] }`],
    ['that a container gets', 'docker-compose.yml', `environment:\n  - BASE=${API}`],
    ['that an env file sets', '.env.example', `KLAVIYO_URL=${API}/api`],
    ['that another language sends to', 'app.py', `requests.get("${API}/api/lists")`],
    ['that an attribute sends to', 'page.html', `<p x-init="fetch('${API}/api/lists')"></p>`],
    ['that a form sends to', 'page.html', `<form action="${API}/api/lists"></form>`],
    ['that a template assigns', 'a.liquid', `{% assign base = '${API}/api' %}`],
    ['that a list of requests holds', 'src/a.ts', `export const routes = ['${API}/api/lists'];`],
    ['that a command asks for', 'src/a.ts', `runner.start('curl ${API}/api/lists');`],
    [
      'of which only the beginning is known',
      'src/a.ts',
      "export const base = (vendor = 'klaviyo') => 'https://a.' + vendor + '.com';",
    ],
    [
      'in a module that is encoded',
      'src/a.mjs',
      `import('data:text/javascript;base64,${btoa(`fetch('${API}/api/lists')`)}');`,
    ],
    ['in the template of a generator', 'plop/client.ts.hbs', `fetch('${API}/api/{{name}}')`],
    ['of another vendor', 'src/a.ts', "client.configure({ base: 'https://track.customer.io/api/v1' });"],
    ['of which the key is added later', 'src/a.ts', "export const key = (rest: string) => 'pk_' + rest;"],
    ['of which a workflow adds the key', '.github/workflows/a.yml', 'env:\n  START: pk_\n'],
  ])('%s', async (_, path, text) => {
    const line =
      text.split('\n').findIndex(each => /klaviyo\.com|customer\.io|pk_|'https:\/\/a\.'|base64/.test(each)) + 1;
    expect(await unresolvedIn({ [path]: text })).toEqual([`${path}:${line}`]);
  });
});

describe('a host that another language puts together is listed', () => {
  test.each<[name: string, path: string, text: string, line: number]>([
    ['with a subdomain in Ruby', 'a.rb', 'C = Faraday.new(url: "https://#{SUB}.klaviyo.com")', 1],
    ['with a subdomain in Python', 'a.py', 'requests.get(f"https://{sub}.klaviyo.com/api/lists")', 1],
    ['with a format of Python', 'a.py', 'V = "klaviyo"\nget("https://a.{}.com/api".format(V))', 2],
    ['with a subdomain in PHP', 'a.php', '<?php $c = new Client("https://{$sub}.klaviyo.com/api");', 1],
    ['with a subdomain that PHP adds', 'a.php', "<?php get('https://' . $sub . '.klaviyo.com/api');", 1],
    ['with a format of Java', 'A.java', 'var base = String.format("https://%s.klaviyo.com/api", sub);', 1],
    ['with a subdomain in C#', 'A.cs', 'var uri = new Uri($"https://{sub}.klaviyo.com/api");', 1],
    ['with a subdomain in Kotlin', 'A.kt', 'val base = "https://$sub.klaviyo.com/api"', 1],
    ['with a subdomain in a playbook', 'a.yml', 'url: "https://{{ sub }}.klaviyo.com/api/lists"', 1],
    [
      'with a format of Go',
      'a.go',
      'const vendor = "klaviyo"\nhttp.Post(fmt.Sprintf("https://a.%s.com/api/events", vendor), t, b)',
      2,
    ],
    ['with a name that Go adds', 'a.go', 'const v = "klaviyo"\nhttp.Get("https://a."+v+".com/api/events")', 2],
    ['in two pieces of Rust', 'a.rs', 'const B: &str = concat!("https://a.klaviyo", ".com/api");', 1],
    ['in four pieces of Rust', 'a.rs', 'const B: &str = concat!("https://", "a.", "klaviyo", ".com/api");', 1],
    ['in pieces of PHP', 'a.php', "<?php $base = 'https://a.' . 'klaviyo.com' . '/api';", 1],
    ['in neighbors of Python', 'a.py', 'BASE = ("https://a."\n        "klaviyo.com/api")', 1],
    [
      'behind what begins a comment elsewhere',
      'Jenkinsfile',
      "sh '''\n  crm --all \\\\\n  --url https://a.klaviyo.com/api/lists\n'''",
      3,
    ],
    ['in an attribute of Rust', 'a.rs', '#[arg(long, default_value = "https://a.klaviyo.com/api/")]', 1],
    ['in a directive of C', 'a.h', '#define CRM_BASE "https://a.klaviyo.com/api/"', 1],
    ['in a crontab', 'crontab', '*/15 * * * * deploy crm https://a.klaviyo.com/api/lists', 1],
    ['with a subdomain in JavaScript', 'a.ts', 'client.go(`https://${sub}.klaviyo.com/api/lists`);', 1],
    ['with the subdomain of another vendor', 'a.rb', 'C = Faraday.new("https://#{api}.customer.io/v1")', 1],
    ['with the region of another vendor', 'a.py', 'get(f"https://track-{region}.customer.io/api/v1")', 1],
  ])('%s', async (_, path, text, line) => {
    expect(await unresolvedIn({ [path]: text })).toEqual([`${path}:${line}`]);
  });

  test.each<[name: string, path: string, text: string]>([
    ['of files for browsers', 'a.rb', 'url = "https://#{cdn}.klaviyo.com/onsite/js/#{id}/klaviyo.js"'],
    ['of public keys', 'a.py', 'post(f"https://{sub}.klaviyo.com/client/events")'],
    ['in a comment', 'a.rb', '# see https://#{SUB}.klaviyo.com'],
    ['of marketing', 'a.py', 'LINKS = ["https://static.klaviyo.com", "https://www.klaviyo.com"]'],
    ['of another domain', 'a.go', 'const v = "klaviyo"\nhttp.Get("https://a."+v+".company.example/api")'],
    ['without the name', 'a.go', 'const v = "acme"\nhttp.Get("https://a."+v+".com/api")'],
    ['of another domain, which ends alike', 'a.py', 'get(f"https://{sub}.klaviyo.community.example")'],
    ['of a list of other hosts', 'a.py', 'HOSTS = ["https://b.klaviyo", ".com"]'],
    ['in prose', 'README.md', 'Ask `https://#{SUB}.klaviyo.com`.'],
  ])('but not %s', async (_, path, text) => {
    expect(await unresolvedIn({ [path]: text })).toEqual([]);
  });
});

describe('the beginning of a key before an expression', () => {
  test.each<[name: string, path: string, text: string, line?: number]>([
    ['of Helm', 'templates/secret.yaml', 'stringData:\n  key: "pk_{{ .Values.klaviyo.id }}"', 2],
    ['of Helm, without quotation marks', 'templates/secret.yaml', 'api-key: pk_{{ .Values.mail.id }}', 1],
    [
      'of Helm, in a template',
      'templates/_env.tpl',
      'KLAVIYO_TOKEN={{ "" }}\n- name: A\n  privateKey: pk_{{ .id }}',
      3,
    ],
    ['of a workflow', '.github/workflows/a.yml', 'env:\n  KLAVIYO: pk_${{ vars.ID }}', 2],
    ['of a workflow, in a command', '.github/workflows/a.yml', 'run: echo "KEY=pk_${{ vars.ID }}" >> .env', 1],
    ['of Stripe', 'templates/a.yaml', 'stripeKey: pk_{{ .Values.mode }}_x'],
    ['of Stripe, in another field', 'templates/a.yaml', 'key: pk_{{ .Values.stripe.id }}'],
    ['of a table', 'models/a.yml', "primary_key: 'pk_{{ table }}'\nkey: pk_{{ table }}"],
    [
      'of something without a name',
      'templates/a.yaml',
      'name: pk_{{ .Values.id }}\nmonkey: pk_{{ .id }}\n# key: pk_{{ .id }}',
    ],
    ['of a cache', '.github/workflows/a.yml', 'key: pk_${{ hashFiles(a) }}\nunique_key: pk_${{ vars.A }}'],
    ['of prose', 'docs/a.md', 'key: pk_{{ .Values.klaviyo.id }}'],
    ['of a page', 'a.html', '<p>key: pk_{{ id }}</p>'],
  ])('%s', async (_, path, text, line) => {
    expect(await unresolvedIn({ [path]: text })).toEqual(line === undefined ? [] : [`${path}:${line}`]);
  });
});

describe('in a list an address is still listed', () => {
  const LIST = `const LIST = ['${API}', 'https://b.example.com'];\n`;

  test.each<[name: string, path: string, text: string, line: number]>([
    ['from which a client gets it', 'src/a.ts', `${LIST}client.configure(LIST[0]);`, 1],
    ['that is looked up in and sent to', 'src/a.ts', `${LIST}if (LIST.includes(url)) client.send(LIST);`, 1],
    ['that others get', 'src/a.ts', `export ${LIST}LIST.includes(url);`, 1],
    ['that CommonJS exports', 'src/a.js', `${LIST}LIST.includes(url);\nmodule.exports = { LIST };`, 1],
    ['whose callback sends', 'src/a.ts', `${LIST}LIST.some(each => client.send(each));`, 1],
    ['that is no directive', 'src/a.ts', `export const settings = { apiSrc: '${API}', servers: ['${API}'] };`, 1],
    ['of which a member is made', 'src/a.ts', `${LIST}LIST.map(each => client.send(each));`, 1],
    [
      'of a document beside a policy of a network',
      'k8s/a.yaml',
      'kind: NetworkPolicy\nspec: {}\n---\nkind: ConfigMap\ndata:\n  BASE: https://a.klaviyo.com/api\n',
      6,
    ],
    [
      'of a document beside what a mesh may reach',
      'k8s/a.yaml',
      'kind: ServiceEntry\nspec: {}\n---\nkind: VirtualService\nspec:\n  host: a.klaviyo.com\n',
      6,
    ],
    [
      'of a resource beside a firewall',
      'a.tf',
      'resource "aws_networkfirewall_rule_group" "a" { targets = ["b.example.com"] }\nresource "aws_api_gateway_integration" "b" { uri = "https://a.klaviyo.com/api" }',
      2,
    ],
    ['of targets of something else', 'a.tf', 'targets = ["a.klaviyo.com"]', 1],
    [
      'of a step behind one that limits a workflow',
      '.github/workflows/a.yml',
      'jobs:\n  a:\n    steps:\n      - uses: step-security/harden-runner@v2\n        with:\n          allowed-endpoints: >\n            github.com:443\n      - uses: ./sync\n        with:\n          server: a.klaviyo.com\n',
      10,
    ],
    ['of hosts without a purpose', 'servers.txt', 'a.klaviyo.com', 1],
    ['of routes', 'allowed-routes.txt', '/api -> https://a.klaviyo.com/api', 1],
    ['of the peers of a cache', 'squid.conf', 'cache_peer a.klaviyo.com parent 443 0 originserver', 1],
    ['of another kind', 'k8s/a.yaml', 'kind: ConfigMap\ndata:\n  matchName: a.klaviyo.com\n', 3],
  ])('%s', async (_, path, text, line) => {
    expect(await unresolvedIn({ [path]: text })).toEqual([`${path}:${line}`]);
  });

  test('of which a request is sent to one', async () => {
    const { findings } = await audit({
      root: temporaryRepository({ 'src/a.ts': `${LIST}export const go = () => fetch(LIST[0] + '/api/lists');` }),
      asOf: '2026-11-20',
    });
    expect(findings.map(({ ruleId, line }) => `${ruleId}:${line}`)).toContain('klaviyo/no-raw-http:2');
  });
});

describe('nothing is listed', () => {
  test.each<[name: string, path: string, text: string]>([
    ['where a request is reported', 'src/a.ts', `const base = '${API}';\nfetch(base + '/api/lists').then(check);`],
    [
      'where a wrapper is reported',
      'src/a.ts',
      `const get = (path: string) => fetch('${API}' + path);\nawait get('/api/lists');`,
    ],
    [
      'where a request takes public keys',
      'src/a.ts',
      `const base = '${API}';\nawait fetch(base + '/client/events?company_id=a');`,
    ],
    ['of a public address', 'src/a.ts', `client.send('${API}/client/events');`],
    ['of a token of an app', 'src/a.ts', `client.send('${API}/oauth/token');`],
    ['where addresses are compared', 'src/a.ts', `export const isOurs = (url: URL) => url.host === 'a.klaviyo.com';`],
    ['where a prefix is tested', 'src/a.ts', "export const isPrivate = (key: string) => key.startsWith('pk_');"],
    ['in a comment', 'src/a.ts', `// ${API}/api/lists\nexport {};`],
    ['in a comment of a configuration', 'nginx.conf', `# proxy_pass ${API}/;`],
    ['in a type', 'src/a.ts', `export type Base = '${API}';`],
    ['in what is logged', 'src/a.ts', `console.log('${API}/api/lists');`],
    ['in a sentence', 'src/a.ts', `export const help = 'Send it to ${API}, please.';`],
    ['in a placeholder', 'src/a.tsx', `export const field = <input placeholder="${API}" />;`],
    ['in a policy', 'src/a.ts', `export const policy = "connect-src 'self' ${API}";`],
    ['in a policy of a host', 'netlify.toml', `Content-Security-Policy = "connect-src ${API}"`],
    ['in a table for tests', 'tests/fixtures/calls.csv', `${API}/api/lists`],
    ['in prose', 'README.md', `${API}/api/lists`],
    ['in the prose of a page', 'page.html', `<p>${API}/api/lists</p>`],
    ['in a test', 'src/a.test.ts', `client.configure('${API}');`],
    ['in a recording', 'fixtures/lists.json', `{ "self": "${API}/api/lists" }`],
    [
      'in a directive that a package makes a policy of',
      'src/a.ts',
      `app.use(helmet({ directives: { connectSrc: ['https:', '${API}'] } }));`,
    ],
    ['in a directive by its name', 'src/a.ts', `export const policy = { 'connect-src': ['${API}'] };`],
    ['in a list of sources', 'src/a.ts', `export const sources = ["'self'", '${API}'];`],
    ['in a list of sources of production', 'src/a.ts', `policy(["'self'", ...(isLive ? ['${API}'] : [])]);`],
    [
      'in a set that is only looked up in',
      'src/a.ts',
      "const ALLOWED = new Set(['a.klaviyo.com', 'api.example.com']);\nexport const isAllowed = (url: URL) => ALLOWED.has(url.hostname);",
    ],
    [
      'in a list that is only looked up in',
      'src/a.ts',
      "const ALLOWED = ['a.klaviyo.com'] as const;\nexport const isAllowed = (host: string) => ALLOWED.includes(host) || ALLOWED.some(each => host.endsWith(each));",
    ],
    [
      'in a list that nobody names',
      'src/a.ts',
      "export const isAllowed = (host: string) => ['a.klaviyo.com', 'b.example.com'].includes(host);",
    ],
    [
      'in a policy of a network',
      'k8s/a.yaml',
      'kind: CiliumNetworkPolicy\nspec:\n  egress:\n    - toFQDNs:\n        - matchName: a.klaviyo.com\n',
    ],
    [
      'in a policy of a network, of other fields',
      'k8s/a.yaml',
      'kind: GlobalNetworkPolicy\nspec:\n  egress:\n    - destination:\n        domains: ["a.klaviyo.com"]\n',
    ],
    [
      'in what a mesh may reach',
      'k8s/a.yaml',
      'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nspec:\n  hosts:\n    - a.klaviyo.com\n    - track.customer.io\n',
    ],
    [
      'in a firewall of AWS',
      'a.tf',
      'resource "aws_networkfirewall_rule_group" "a" {\n  rules_source_list {\n    target_types = ["TLS_SNI"]\n    targets      = [\n      "b.example.com", # mail\n      "a.klaviyo.com",\n    ]\n  }\n}',
    ],
    [
      'in a firewall of CloudFormation',
      'stack.yml',
      'Type: AWS::NetworkFirewall::RuleGroup\nProperties:\n  RulesSourceList:\n    Targets:\n      - .example.com\n      - a.klaviyo.com\n    TargetTypes: [TLS_SNI]\n',
    ],
    [
      'in a firewall of Azure',
      'a.tf',
      'resource "azurerm_firewall_policy_rule_collection_group" "a" {\n  destination_fqdns = ["b.example.com", "a.klaviyo.com"]\n}',
    ],
    [
      'in a list of Squid',
      'squid.conf',
      'acl vendors dstdomain b.example.com a.klaviyo.com\nhttp_access allow vendors',
    ],
    [
      'in a list of hosts that are allowed',
      'infra/squid/allowed_domains.txt',
      'a.klaviyo.com\ntrack.customer.io:443\n',
    ],
    [
      'in what a workflow may reach',
      '.github/workflows/a.yml',
      'jobs:\n  a:\n    steps:\n      - uses: step-security/harden-runner@v2\n        with:\n          egress-policy: block\n          allowed-endpoints: >\n            github.com:443\n            a.klaviyo.com:443\n',
    ],
    ['of a host with the same end', 'src/a.ts', "client.configure('https://data.klaviyo.com/api');"],
  ])('%s', async (_, path, text) => {
    expect(await unresolvedIn({ [path]: text })).toEqual([]);
  });

  test('where the rule about requests is off', async () => {
    const root = temporaryRepository({
      'src/a.ts': `client.configure('${API}');`,
      'klaviyo-lint.json': '{ "rules": { "klaviyo/no-raw-http": "off" } }',
    });
    const { ledger } = await audit({ root, asOf: '2026-11-20', configuration: 'folder' });
    expect(ledger.unresolved).toBeUndefined();
  });
});

describe('a hint to connect early', () => {
  const HINT = `<link rel="preconnect" href="${API}" crossorigin>`;

  test.each<[name: string, path: string, text: string]>([
    ['of a page', 'page.html', `<!doctype html>${HINT}<link rel=dns-prefetch href=//track.customer.io>`],
    ['whose relation stands behind', 'page.html', `<link href="${API}" rel='dns-prefetch preconnect'>`],
    ['in a template of PHP', 'a.php', `<?php ?>\n${HINT}\n`],
    ['in the header of a host', 'netlify.toml', `Link = "<${API}>; rel=preconnect"`],
    ['of a component', 'src/a.tsx', `export const head = <link rel="preconnect" href="${API}" />;`],
    ['in a text of code', 'src/a.ts', `export const head = '${HINT}';`],
    ['as an object', 'src/a.ts', `export const head = { link: [{ rel: 'preconnect', href: '${API}' }] };`],
    [
      'of React',
      'src/a.ts',
      `import { preconnect } from 'react-dom';\nexport const hint = () => preconnect('${API}', {});`,
    ],
  ])('is not listed %s', async (_, path, text) => {
    expect(await unresolvedIn({ [path]: text })).toEqual([]);
  });

  test.each<[name: string, path: string, text: string, line: number]>([
    ['beside one', 'page.html', `${HINT}\n<form action="${API}/api/lists"></form>`, 2],
    ['in the same line', 'page.html', `${HINT}<form action="${API}/api/lists"></form>`, 1],
    ['of another relation', 'page.html', `<link rel="preload" as="fetch" href="${API}/api/lists">`, 1],
    ['of another relation of a component', 'src/a.tsx', `export const a = <link rel="preload" href="${API}" />;`, 1],
    ['that something of that name gets', 'src/a.ts', `import { preconnect } from './b';\npreconnect('${API}');`, 2],
    ['behind one in a text of code', 'src/a.ts', `export const page = '${HINT}<form action="${API}/api/lists">';`, 1],
  ])('but an address is %s', async (_, path, text, line) => {
    expect(await unresolvedIn({ [path]: text })).toEqual([`${path}:${line}`]);
  });
});

describe("an address for the browsers' library of Customer.io", () => {
  const LIBRARY = "import { AnalyticsBrowser } from '@customerio/cdp-analytics-browser';\n";
  const CDN = 'https://cdp-eu.customer.io';

  test.each<[name: string, text: string]>([
    ['in its options', `${LIBRARY}AnalyticsBrowser.load({ cdnURL: '${CDN}', writeKey: 'a' });`],
    ['for one region', `${LIBRARY}AnalyticsBrowser.load({ cdnURL: eu ? '${CDN}' : 'https://cdp.customer.io' });`],
    ['in a constant', `${LIBRARY}const options = { cdnURL: '${CDN}' };\nAnalyticsBrowser.load(options);`],
    [
      'that is loaded later',
      `const { AnalyticsBrowser } = await import('@customerio/cdp-analytics-browser');\nAnalyticsBrowser.load({ cdnURL: '${CDN}' });`,
    ],
  ])('is not listed %s', async (_, text) => {
    expect(await unresolvedIn({ 'src/a.ts': text })).toEqual([]);
  });

  test.each<[name: string, text: string, line: number]>([
    ['that something else gets', `${LIBRARY}AnalyticsBrowser.load({});\nclient.load({ cdnURL: '${CDN}' });`, 3],
    ['that both get', `${LIBRARY}const a = '${CDN}';\nAnalyticsBrowser.load({ cdnURL: a });\nclient.load(a);`, 2],
    ['that others get', `${LIBRARY}export const a = '${CDN}';\nAnalyticsBrowser.load({ cdnURL: a });`, 2],
    [
      'of a library of the same name',
      `import { AnalyticsBrowser } from 'acme';\nAnalyticsBrowser.load({ cdnURL: '${CDN}' });`,
      2,
    ],
  ])('but one is %s', async (_, text, line) => {
    expect(await unresolvedIn({ 'src/a.ts': text })).toEqual([`src/a.ts:${line}`]);
  });
});

describe('a host whose labels are a list', () => {
  const LABELS = "['a', 'klaviyo', 'com']";
  const NEST = "import { HttpModule } from '@nestjs/axios';\n";
  const POSTMAN = (url: object): string => JSON.stringify({ item: [{ request: { method: 'GET', url } }] }, null, 1);
  const HOST = ['a', 'klaviyo', 'com'];

  test.each<[name: string, path: string, text: string, line: number]>([
    [
      'in a module of NestJS',
      'src/a.ts',
      `${NEST}export const a = HttpModule.register({ baseURL: 'https://' + ${LABELS}.join('.') + '/api' });`,
      2,
    ],
    [
      'with a fallback in a factory of NestJS',
      'src/a.ts',
      `${NEST}export const a = HttpModule.registerAsync({\n  useFactory: (c: C) => ({\n    baseURL: \`https://\${['a', c.get('VENDOR', 'klaviyo'), 'com'].join('.')}/api\`,\n  }),\n});`,
      4,
    ],
    ['as a constant', 'src/a.ts', `const LIST = ${LABELS};\nclient.configure({ host: LIST.join('.') });`, 1],
    ['in Python', 'a.py', `BASE = ".".join(${LABELS})`, 1],
    ['in a collection of Postman', 'a.json', POSTMAN({ protocol: 'https', host: HOST, path: ['api', 'lists'] }), 9],
  ])('is listed %s', async (_, path, text, line) => {
    expect(await unresolvedIn({ [path]: text })).toEqual([`${path}:${line}`]);
  });

  test.each<[name: string, path: string, text: string]>([
    ['that is compared', 'src/a.ts', `export const isOurs = (url: URL) => url.host === ${LABELS}.join('.');`],
    ['that is logged', 'src/a.ts', `console.log(${LABELS}.join('.'));`],
    ['that is joined otherwise', 'src/a.ts', `client.show(${LABELS}.join(', '));`],
    ['of another host', 'src/a.ts', "client.configure(['data', 'klaviyo', 'com'].join('.'));"],
    [
      'of a request that is reported',
      'src/a.ts',
      `const B = 'https://' + ${LABELS}.join('.');\nfetch(B + '/api/lists').then(use);`,
    ],
    ['for public keys', 'a.json', POSTMAN({ host: HOST, path: ['client', 'events'] })],
    ['of another host in Postman', 'a.json', POSTMAN({ host: ['b', 'klaviyo', 'com'] })],
  ])('is not listed %s', async (_, path, text) => {
    expect(await unresolvedIn({ [path]: text })).toEqual([]);
  });

  test('is listed once where Postman has the address as a text, too', async () => {
    const text = POSTMAN({ raw: `${API}/api/lists`, protocol: 'https', host: HOST, path: ['api', 'lists'] });
    expect(await unresolvedIn({ 'a.json': text })).toEqual(['a.json:7']);
  });
});

describe("the scheme of the vendor's keys", () => {
  const HEADERS = 'export const headers = (key: string) => ({ Authorization: `Klaviyo-API-Key ${key}` });';

  test.each<[name: string, text: string, line: number]>([
    ['in headers that nobody is found to send', HEADERS, 1],
    ['in a client of another host', "const scheme = 'Klaviyo-API-Key ';\nclient.send({ auth: scheme + key });", 1],
    [
      'in a factory of NestJS',
      "export const a = HttpModule.registerAsync({\n  useFactory: (c: C) => ({ baseURL: c.get('BASE'), headers: { Authorization: 'Klaviyo-API-Key ' + c.get('K') } }),\n});",
      2,
    ],
  ])('is listed %s', async (_, text, line) => {
    expect(await unresolvedIn({ 'src/a.ts': text })).toEqual([`src/a.ts:${line}`]);
  });

  test.each<[name: string, files: Record<string, string>]>([
    [
      'that a request of another file sends',
      {
        'src/a.ts': HEADERS,
        'src/b.ts': `import { headers } from './a';\nexport const go = (k: string) => fetch('${API}/api/lists', { headers: headers(k) }).then(use);`,
      },
    ],
    ['of a request', { 'src/a.ts': `${HEADERS}\nfetch('${API}/api/lists', { headers: headers('') }).then(use);` }],
    ['beside a request', { 'src/a.ts': `${HEADERS}\nfetch('${API}/api/lists').then(use);` }],
    ['in a comment', { 'src/a.ts': '// `Klaviyo-API-Key ${key}`\nexport {};' }],
    ['in prose', { 'README.md': 'Send `Klaviyo-API-Key ${key}`.' }],
    ['in a sentence', { 'src/a.ts': "export const help = 'The header is Klaviyo-API-Key and the key.';" }],
    ['in a test', { 'src/a.test.ts': HEADERS }],
    [
      'in a redaction',
      { 'src/a.ts': "export const clean = (t: string) => t.replace(/Klaviyo-API-Key \\S+/g, 'Klaviyo-API-Key ***');" },
    ],
    [
      'that is only compared',
      { 'src/a.ts': 'export const isOurs = (h: string, k: string) => h === `Klaviyo-API-Key ${k}`;' },
    ],
    [
      'that is only taken away',
      {
        'src/a.ts':
          "const S = 'Klaviyo-API-Key ';\nexport const keyOf = (h: string) => (h.startsWith(S) ? h.slice(S.length) : '');",
      },
    ],
    ['that is logged', { 'src/a.ts': 'console.log(`Klaviyo-API-Key ${mask(key)}`);' }],
    ['of a longer name', { 'src/a.ts': "export const name = 'X-Klaviyo-API-Key ';" }],
  ])('is not listed %s', async (_, files) => {
    expect(await unresolvedIn(files)).toEqual([]);
  });

  test('is not listed beside an address that is', async () => {
    expect(await unresolvedIn({ 'src/a.ts': `${HEADERS}\nclient.configure('${API}/api');` })).toEqual(['src/a.ts:2']);
  });
});

test('of JSON that a request takes its address from, the line is resolved', async () => {
  const files = {
    'a.ts': "import settings from './a.json';\nfetch(settings.url + '/api/lists').then(check);",
    'a.json': `{ "url": "${API}" }`,
  };
  expect(await unresolvedIn(files)).toEqual([]);
});

test('a change of such a file is shown for review, and does not change the verdict', async () => {
  const { root, commit: base } = committedRepository({ 'old.py': `get("${API}/api/lists")` });
  commitFiles(root, { 'new.py': `get("${API}/api/lists")\nget("${API}/api/events")` });
  const report = await audit({ root, asOf: '2026-11-20', since: base });
  expect(report.ledger.unresolved).toEqual({ count: 3, places: ['new.py:1', 'new.py:2', 'old.py:1'] });
  expect(report.notices).toEqual([
    {
      path: 'new.py',
      message:
        "`new.py` has an address of a vendor's API, or the beginning of a key, in line 1 and 1 more, and its use was not found. Review where it goes, because no rule has analyzed that.",
    },
  ]);
  expect(report.summary.verdict).toBe('verified');
  expect(renderText(report)).toContain(
    "\nNot resolved: 3 lines with an address of a vendor's API, the beginning of a key, a read of one, or a whole error, whose use was not found (new.py:1, new.py:2, old.py:1).\n",
  );
});

describe('a host whose name another file has', () => {
  const VENDORS = "export enum Vendor { Mail = 'klaviyo', Cdn = 'fastly' }\n";
  const CALLER = `import { Vendor } from './vendors';
const root = (v: Vendor) => \`https://a.\${v}.com/api\`;
export class Caller {
  constructor(private v: Vendor) {}
  post(path: string) { return fetch(root(this.v) + path, { method: 'POST' }); }
}
export const mail = new Caller(Vendor.Mail);
`;

  async function toldOf(files: Record<string, string>): Promise<{ raw: string[]; listed: string[] }> {
    const { findings, ledger } = await audit({ root: temporaryRepository(files), asOf: '2026-11-20' });
    const raw = findings.filter(({ ruleId }) => ruleId === 'klaviyo/no-raw-http');
    return { raw: raw.map(({ path, line }) => `${path}:${line}`), listed: ledger.unresolved?.places ?? [] };
  }

  test.each<[name: string, files: Record<string, string>, place: string]>([
    [
      'as the member of an enum',
      {
        'vendors.ts': VENDORS,
        'a.ts':
          "import { Vendor } from './vendors';\nexport const go = () => fetch(`https://a.${Vendor.Mail}.com/api/events`);",
      },
      'a.ts:2',
    ],
    [
      'as a constant that is added',
      {
        'b.js': "exports.mail = 'klaviyo';",
        'a.js': "const { mail } = require('./b');\nexports.go = () => fetch('https://a.' + mail + '.com/api/events');",
      },
      'a.js:2',
    ],
    ['and a class gets', { 'vendors.ts': VENDORS, 'a.ts': `${CALLER}mail.post('/events');` }, 'a.ts:8'],
    [
      'and a third file asks for',
      {
        'vendors.ts': VENDORS,
        'a.ts': CALLER,
        'use.ts': "import { mail } from './a';\nexport const go = () => mail.post('/events');",
      },
      'use.ts:2',
    ],
  ])('is found %s', async (_, files, place) => {
    expect(await toldOf(files)).toEqual({ raw: [place], listed: [] });
  });

  test('is listed where nobody calls what sends', async () => {
    expect(await toldOf({ 'vendors.ts': VENDORS, 'a.ts': CALLER })).toEqual({ raw: [], listed: ['a.ts:2'] });
  });

  test.each<[name: string, files: Record<string, string>]>([
    [
      'where the file does not import the name',
      { 'vendors.ts': VENDORS, 'a.ts': 'export const go = (v: string) => fetch(`https://a.${v}.com/api/events`);' },
    ],
    [
      'of another service',
      {
        'vendors.ts': VENDORS,
        'a.ts': "import { Vendor } from './vendors';\nfetch(`https://b.${Vendor.Mail}.com/api/events`);",
      },
    ],
    [
      'of another domain',
      {
        'vendors.ts': VENDORS,
        'a.ts': "import { Vendor } from './vendors';\nfetch(`https://a.${Vendor.Mail}.example.com/api/events`);",
      },
    ],
  ])('is not taken for one %s', async (_, files) => {
    expect(await toldOf(files)).toEqual({ raw: [], listed: [] });
  });
});
