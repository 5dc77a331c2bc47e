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
