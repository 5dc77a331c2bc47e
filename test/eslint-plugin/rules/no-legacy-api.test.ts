import rule from '../../../eslint-plugin/rules/no-legacy-api.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

type MessageId = 'legacyCall' | 'legacyCallOf' | 'legacyCallOrBrowser';

const on = '2024-06-30';
const TRACK = { method: 'EventsApi.createEvent', replacement: 'POST /api/events', forBrowsers: 'POST /client/events' };
const IDENTIFY = {
  method: 'ProfilesApi.createOrUpdateProfile',
  replacement: 'POST /api/profile-import',
  forBrowsers: 'POST /client/profiles',
};
const LISTS = { method: 'ListsApi.getLists', replacement: 'GET /api/lists' };
const ADD = { method: 'ListsApi.addProfilesToList', replacement: 'POST /api/lists/{id}/relationships/profiles' };

/** The whole last line is the call. */
function legacy(
  name: string,
  code: string,
  endpoint: string,
  successor: Record<string, string> = {},
): InvalidCase<MessageId> {
  const messageId =
    'forBrowsers' in successor ? 'legacyCallOrBrowser' : 'method' in successor ? 'legacyCallOf' : 'legacyCall';
  return {
    name,
    code,
    errors: [{ messageId, data: { endpoint, on, ...successor }, at: code.split('\n').at(-1)!.replace(/;$/, '') }],
  };
}

const elsewhere = (name: string, url: string): ValidCase => ({ name, code: `fetch('${url}');` });

testRule(rule, {
  valid: [
    elsewhere('an endpoint that is there', 'https://a.klaviyo.com/api/lists'),
    elsewhere('an endpoint for browsers', 'https://a.klaviyo.com/client/events'),
    elsewhere('a name that only begins like a legacy one', 'https://a.klaviyo.com/api/tracking-settings'),
    elsewhere('a version that never was', 'https://a.klaviyo.com/api/v3/lists'),
    elsewhere('v2 of the status page', 'https://status.klaviyo.com/api/v2/status.json'),
    elsewhere('v1 of another vendor', 'https://api.stripe.com/api/v1/lists'),
    elsewhere('an own route', '/api/track'),
    ...[
      ['an unknown resource', 'resource', '/${resource}/lists'],
      ['a resource with a name that ends like a version', 'conversion', '/${conversion}/lists'],
      ['an unknown version of a path that v1 and v2 never had', 'version', '/${version}/segments'],
      ['an unknown segment that begins with v', 'rest', '/v${rest}'],
      ['a version that may be left out', "version = ''", '/${version}/lists'],
    ].map(([name = '', parameter, path]): ValidCase => ({
      name,
      code: `export const load = (${parameter}) => fetch(\`https://a.klaviyo.com/api${path}\`);`,
    })),
    {
      name: 'an unknown version at another host',
      code: 'export const load = version => fetch(`https://api.example.com/api/${version}/lists`);',
    },
    {
      name: "pieces of another vendor's path",
      code: "import path from 'node:path';\nfetch('https://api.example.com' + path.posix.join('/api', 'v1', 'lists'));",
    },
    {
      name: 'an address that is only written down',
      code: "const OLD = 'https://a.klaviyo.com/api/v2/lists';\nconsole.log(OLD);",
    },
    {
      name: 'a mocked call',
      code: "import { http } from 'msw';\nhttp.post('https://a.klaviyo.com/api/track', resolver);",
    },
  ],
  invalid: [
    legacy(
      'a version of the configuration',
      'const { version } = require("./config");\nfetch(`https://a.klaviyo.com/api/${version}/lists`);',
      'GET /api/*/lists',
      LISTS,
    ),
    legacy(
      'a version of the environment, with the number alone unknown',
      'fetch(`https://a.klaviyo.com/api/v${process.env.KLAVIYO_API}/list/${id}/members`);',
      'GET /api/*/list/*/members',
      { method: 'ListsApi.getProfilesForList', replacement: 'GET /api/lists/{id}/profiles' },
    ),
    legacy(
      'a variable of the environment that holds a version',
      'fetch(`https://a.klaviyo.com/api/${process.env.KLAVIYO_API_VERSION}/lists`);',
      'GET /api/*/lists',
      LISTS,
    ),
    ...[
      "['https://a.klaviyo.com/api', 'v1', 'lists'].join('/')",
      "'https://a.klaviyo.com/api/'.concat('v', 1, '/lists')",
    ].map(url => legacy(`pieces: ${url}`, `fetch(${url});`, 'GET /api/v1/lists', LISTS)),
    legacy(
      'pieces that a function of Node joins',
      "import path from 'node:path';\nfetch('https://a.klaviyo.com' + path.posix.join('/api/', '/v1/', 'lists'));",
      'GET /api/v1/lists',
      LISTS,
    ),
    legacy(
      'pieces that a package joins',
      "import urlJoin from 'url-join';\nfetch(urlJoin('https://a.klaviyo.com/', 'api', 'v1', 'lists'));",
      'GET /api/v1/lists',
      LISTS,
    ),
    {
      name: 'a wrapper method of the name `call`, at its callers',
      code: "class Klaviyo {\n  call(path, body) {\n    return fetch('https://a.klaviyo.com/api/' + path, { method: 'POST', body });\n  }\n  track(event) {\n    return this.call('track', event);\n  }\n}",
      errors: [
        {
          messageId: 'legacyCallOrBrowser',
          data: { endpoint: 'POST /api/track', on, ...TRACK },
          at: "this.call('track', event)",
        },
      ],
    },
    ...Object.entries({
      'gets a slash where it has none': "if (!path.startsWith('/')) path = '/' + path;",
      'gets a slash in any case': "path = '/' + path.replace(/^\\//, '');",
      'is replaced where it is empty': "path = path || '/accounts';",
    }).map(([name, statement]): InvalidCase<MessageId> => ({
      name: `a wrapper whose path ${name}, at its callers`,
      code: `function load(path) {\n  ${statement}\n  return fetch('https://a.klaviyo.com/api' + path);\n}\nexport const lists = () => load('/v1/lists');`,
      errors: [
        { messageId: 'legacyCallOf', data: { endpoint: 'GET /api/v1/lists', on, ...LISTS }, at: "load('/v1/lists')" },
      ],
    })),
    legacy('an event', "fetch('https://a.klaviyo.com/api/track?data=' + data);", 'GET /api/track', TRACK),
    legacy(
      'an event that is posted',
      "fetch('https://a.klaviyo.com/api/track/', { method: 'POST', body });",
      'POST /api/track',
      TRACK,
    ),
    legacy(
      'a profile',
      "fetch('https://a.klaviyo.com/api/identify', { method: 'POST', body });",
      'POST /api/identify',
      IDENTIFY,
    ),
    legacy(
      'members of a list',
      "fetch(`https://a.klaviyo.com/api/v2/list/${id}/members`, { method: 'POST', body });",
      'POST /api/v2/list/*/members',
      ADD,
    ),
    legacy(
      'a verb that the successor does not have',
      "fetch('https://a.klaviyo.com/api/v2/lists', { method: 'PATCH' });",
      'PATCH /api/v2/lists',
    ),
    legacy(
      'a verb that nobody knows, where it decides',
      "fetch('https://a.klaviyo.com/api/v2/lists', { method });",
      '/api/v2/lists',
    ),
    legacy(
      'a verb that nobody knows, where it does not',
      "fetch('https://a.klaviyo.com/api/track', { method });",
      '/api/track',
      TRACK,
    ),
    legacy(
      'an endpoint without a successor',
      "fetch('https://a.klaviyo.com/api/v1/settings');",
      'GET /api/v1/settings',
    ),
    legacy(
      'a path that is not known to its end',
      'fetch(`https://a.klaviyo.com/api/v1/li${rest}`);',
      'GET /api/v1/li**',
    ),
    legacy(
      'a query with the key',
      "fetch('https://a.klaviyo.com/api/v2/people/search?api_key=' + key);",
      'GET /api/v2/people/search',
      { method: 'ProfilesApi.getProfiles', replacement: 'GET /api/profiles' },
    ),
    legacy(
      'an instance of axios',
      "import axios from 'axios';\nconst api = axios.create({ baseURL: 'https://a.klaviyo.com/api/v2' });\napi.delete(`/list/${id}/members`);",
      'DELETE /api/v2/list/*/members',
      { method: 'ListsApi.removeProfilesFromList', replacement: 'DELETE /api/lists/{id}/relationships/profiles' },
    ),
    {
      name: 'in a class, once',
      code: "class Tracker {\n  host = 'https://a.klaviyo.com';\n  send(path) { return fetch(this.host + path); }\n  track() { return this.send('/api/track'); }\n}",
      errors: [
        {
          messageId: 'legacyCallOrBrowser',
          data: { endpoint: 'GET /api/track', on, ...TRACK },
          at: "this.send('/api/track')",
        },
      ],
    },
  ],
});
