import { expect, test } from 'vitest';
import type { HttpRequest } from '../../../../eslint-plugin/http/request.ts';
import { HOLE as HOLE_OF_VALUES } from '../../../../eslint-plugin/values/value.ts';
import { HOLE } from '../../../../src/vendors/klaviyo/endpoints.ts';
import { requestsIn } from '../../ask.ts';
import { endpointsOf } from '../../../../eslint-plugin/klaviyo/queries.ts';

function endpoints(code: string): string[] {
  const found: string[] = [];
  requestsIn(code, (request: HttpRequest) => {
    for (const { audience, verb, path } of endpointsOf(request)) found.push([audience, verb ?? '?', path].join(' '));
    return true;
  });
  return [...new Set(found)];
}

const KEY = 'headers: { Authorization: `Klaviyo-API-Key ${key}` }';

test.each(
  Object.entries<[code: string, ...endpoints: string[]]>({
    'a path': ["fetch('https://a.klaviyo.com/api/lists')", 'private GET /api/lists'],
    'a slash at the end': ["fetch('https://a.klaviyo.com/api/lists/')", 'private GET /api/lists'],
    'a query': ["fetch('https://a.klaviyo.com/api/lists?page=1')", 'private GET /api/lists'],
    'an unknown query': ['fetch(`https://a.klaviyo.com/api/lists?${query}`)', 'private GET /api/lists'],
    'an unknown segment': [
      'fetch(`https://a.klaviyo.com/api/lists/${id}/profiles`)',
      'private GET /api/lists/*/profiles',
    ],
    'an unknown segment at the end': ['fetch(`https://a.klaviyo.com/api/lists/${id}`)', 'private GET /api/lists/*'],
    'an unknown end': ['fetch(`https://a.klaviyo.com/api/lists${suffix}`)', 'private GET /api/lists**'],
    'an unknown path': ['fetch(`https://a.klaviyo.com${path}`)', 'private GET /**'],
    'an unknown path below the root': ['fetch(`https://a.klaviyo.com/api${path}`)', 'private GET /api/**'],
    'large letters': ["fetch('HTTPS://A.KLAVIYO.COM/api/lists')", 'private GET /api/lists'],
    'a port': ["fetch('https://a.klaviyo.com:443/api/lists')", 'private GET /api/lists'],
    'a folder and back': ["fetch('https://a.klaviyo.com/client/../api/./lists')", 'private GET /api/lists'],
    'a dot behind the host': ["fetch('https://a.klaviyo.com./api/lists')", 'private GET /api/lists'],
    'a dot before a port': ["fetch('https://a.klaviyo.com.:443/api/lists')", 'private GET /api/lists'],
    'a name before the host': ["fetch('https://me:secret@a.klaviyo.com/api/lists')", 'private GET /api/lists'],
    'a client of Nuxt': [
      "import { $fetch } from '#imports';\n$fetch('https://a.klaviyo.com/api/lists')",
      'private GET /api/lists',
    ],
    'a composable of Nuxt': [
      "import { useFetch as load } from '#imports';\nload('https://a.klaviyo.com/api/lists')",
      'private GET /api/lists',
    ],
    'a client of Deno': [
      "import axios from 'npm:axios@1';\naxios.get('https://a.klaviyo.com/api/lists')",
      'private GET /api/lists',
    ],
    'a client of a CDN': [
      "import ky from 'https://esm.sh/ky@1.0.0';\nky.get('https://a.klaviyo.com/api/lists')",
      'private GET /api/lists',
    ],
    'a space before it': ["fetch(' https://a.klaviyo.com/api/lists')", 'private GET /api/lists'],
    'a URL without a scheme': ["fetch('//a.klaviyo.com/api/lists')", 'private GET /api/lists'],
    'a browser’s path': ["fetch('https://a.klaviyo.com/client/events')", 'client GET /client/events'],
    'the server that an object of the SDK names': [
      "import { ProfilesApi } from 'klaviyo-api';\nconst api = new ProfilesApi(session);\nfetch(api.basePath + '/api/profiles');",
      'private GET /api/profiles',
    ],
    'the server that a class of the SDK names to one that extends it': [
      "import { ProfilesApi } from 'klaviyo-api';\nclass Api extends ProfilesApi { load() { return fetch(`${this.basePath}/api/lists`); } }",
      'private GET /api/lists',
    ],
    'another property of an object of the SDK': [
      "import { ProfilesApi } from 'klaviyo-api';\nfetch(new ProfilesApi(session).path + '/api/profiles');",
    ],
    'a server that an object of the SDK was given': [
      "import { ProfilesApi } from 'klaviyo-api';\nconst api = new ProfilesApi(session);\napi.basePath = 'http://127.0.0.1:8080';\nfetch(api.basePath + '/api/profiles');",
    ],
    'the server that an object of another package names': [
      "import { ProfilesApi } from '@acme/profiles';\nfetch(new ProfilesApi(session).basePath + '/api/profiles');",
    ],
    v1: ["fetch('https://a.klaviyo.com/api/v1/people')", 'legacy GET /api/v1/people'],
    v2: ["fetch('https://a.klaviyo.com/api/v2/lists')", 'legacy GET /api/v2/lists'],
    track: ["fetch('https://a.klaviyo.com/api/track?data=' + data)", 'legacy GET /api/track'],
    'something that begins like v1': ["fetch('https://a.klaviyo.com/api/v1beta')", 'private GET /api/v1beta'],
    'a verb that is not known': ["fetch('https://a.klaviyo.com/api/lists', { method })", 'private ? /api/lists'],
    'two verbs': [
      "fetch('https://a.klaviyo.com/api/lists', { method: t ? 'POST' : 'PATCH' })",
      'private POST /api/lists',
      'private PATCH /api/lists',
    ],
    'two paths': [
      "fetch(t ? 'https://a.klaviyo.com/api/lists' : 'https://a.klaviyo.com/api/events')",
      'private GET /api/lists',
      'private GET /api/events',
    ],
    'two paths with two verbs, of which nobody knows the pairs': [
      "fetch(t ? 'https://a.klaviyo.com/api/lists' : 'https://a.klaviyo.com/api/events', { method: t ? 'POST' : 'PATCH' })",
      'private ? /api/lists',
      'private ? /api/events',
    ],
    'one of two hosts': [
      "fetch(t ? 'https://a.klaviyo.com/api/lists' : 'https://b.example/api/lists')",
      'private GET /api/lists',
    ],
    'an unknown host with the scheme of the key': [
      `fetch(\`\${process.env.API}/lists\`, { ${KEY} })`,
      'private GET /api/lists',
    ],
    'an unknown host and root with the scheme of the key': [
      `fetch(\`\${process.env.API}/api/lists\`, { ${KEY} })`,
      'private GET /api/lists',
    ],
    'an unknown URL with the scheme of the key': [`fetch(url, { ${KEY} })`, 'private GET /api/*'],
    'an unknown path with the scheme of the key': [`fetch(\`\${root}/\${path}\`, { ${KEY} })`, 'private GET /api/*'],
    'an unknown host with the scheme in a function': [
      "const headers = () => ({ authorization: 'Klaviyo-API-Key ' + key }); fetch(`${root}/lists`, { headers: headers() })",
      'private GET /api/lists',
    ],
    'an unknown host without the scheme': [
      'fetch(`${process.env.API}/lists`, { headers: { Authorization: `Bearer ${key}` } })',
    ],
    'a path of the own server': [`fetch('/api/lists', { ${KEY} })`],
    'another host, even with the scheme': [`fetch('https://b.example/api/lists', { ${KEY} })`],
    'a host that only begins like it': ["fetch('https://a.klaviyo.com.example/api/lists')"],
    'a host that only ends like it': ["fetch('https://aa.klaviyo.com/api/lists')"],
    'the host in the path of another': ["fetch('https://b.example/a.klaviyo.com/api/lists')"],
    'a page of the host': ["fetch('https://www.klaviyo.com/login')"],
    'another path of the host': ["fetch('https://a.klaviyo.com/media/js')"],
    'the host as the user of another': ["fetch('https://a.klaviyo.com@b.example/api/lists')"],
  }),
)('%s', (_, [code, ...expected]) => {
  expect(endpoints(code)).toEqual(expected);
});

test('values and endpoints mark an unknown part in the same way', () => {
  expect(HOLE_OF_VALUES).toBe(HOLE);
});
