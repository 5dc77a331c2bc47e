import rule from '../../../eslint-plugin-customerio/rules/no-raw-http.ts';
import { testRule, type InvalidCase, type ValidCase } from '../../eslint-plugin/rule-tester.ts';

const SILENT: Record<string, string> = {
  'a call of the SDK':
    "import { TrackClient, RegionUS } from 'customerio-node';\nnew TrackClient(site, key, { region: RegionUS }).identify('1', {});",
  'another host of the vendor': "fetch('https://docs.customer.io/llms.txt');",
  'the page of the status': "fetch('https://status.customerio.com/api/v2/status.json');",
  'a host that ends the same': "fetch('https://track.customer.io.example/api/v1/customers/1', { method: 'PUT' });",
  'a method of our own': "cio.put('/customers/1', {});",
  'the inside of the SDK':
    "import { TrackClient } from 'customerio-node';\nconst cio = new TrackClient(site, key);\ncio.request.post(`${cio.trackRoot}/entity`, {});",
  'an address of mail before an unknown path': 'fetch(`${name}@track.customer.io/${path}`);',
  'a path that names a host behind an at sign': 'fetch(`https://social.example/${name}/@track.customer.io/posts`);',
  'credentials for another host': 'fetch(`https://${site}:${key}@track.example.com/api/v1/customers/1`);',
  'credentials for an unknown host': 'fetch(`https://${site}:${key}@${host}/api/v1/customers/1`);',
  'a double': "nock('https://track.customer.io').put('/api/v1/customers/1').reply(200);",
  'the write key in a page': "'use client';\nfetch('https://cdp.customer.io/v1/track', { method: 'POST', body });",
  'a beacon with the write key': "'use client';\nnavigator.sendBeacon('https://cdp.customer.io/v1/track', body);",
  'what a page shares': "navigator.share({ url: 'https://track.customer.io/api/v1/customers/1' });",
  'a pipeline through the SDK of the vendor for it':
    "import { Analytics } from '@customerio/cdp-analytics-node';\nnew Analytics({ writeKey, host: 'https://cdp-eu.customer.io' }).track(event);",
};

type Due = [messageId: string, data: Record<string, string>, code: string];

const DUE: Record<string, Due> = {
  identify: [
    'rawCallOf',
    { endpoint: 'PUT /api/v1/customers/*', method: 'TrackClient.identify', sdk: "'customerio-node'" },
    "«fetch(`https://track.customer.io/api/v1/customers/${id}`, { method: 'PUT', headers, body })»;",
  ],
  'an event in the EU': [
    'rawCallOf',
    { endpoint: 'POST /api/v1/customers/*/events', method: 'TrackClient.track', sdk: "'customerio-node'" },
    "«fetch(`https://track-eu.customer.io/api/v1/customers/${id}/events`, { method: 'POST', body })»;",
  ],
  'a message': [
    'rawCallOf',
    { endpoint: 'POST /v1/send/email', method: 'APIClient.sendEmail', sdk: "'customerio-node'" },
    "import axios from 'axios';\n«axios.post('https://api.customer.io/v1/send/email', message, { headers })»;",
  ],
  'a former host with the path of old documentation': [
    'rawCallOf',
    { endpoint: 'GET /v1/campaigns', method: 'APIClient.listCampaigns', sdk: "'customerio-node' 5.2.0 or newer" },
    "«fetch('https://beta-api.customer.io/v1/api/campaigns')»;",
  ],
  'a region of the environment': [
    'rawCallOf',
    { endpoint: 'PUT /api/v1/customers/*', method: 'TrackClient.identify', sdk: "'customerio-node'" },
    "const host = process.env.CIO_REGION === 'eu' ? 'track-eu.customer.io' : 'track.customer.io';\n«fetch(`https://${host}/api/v1/customers/${id}`, { method: 'PUT' })»;",
  ],
  'credentials in the address': [
    'rawCallOf',
    { endpoint: 'PUT /api/v1/customers/*', method: 'TrackClient.identify', sdk: "'customerio-node'" },
    "import axios from 'axios';\n«axios.put(`https://${site}:${key}@track.customer.io/api/v1/customers/${id}`, attributes)»;",
  ],
  'both credentials in one variable of the address': [
    'rawCallOf',
    { endpoint: 'PUT /api/v1/customers/*', method: 'TrackClient.identify', sdk: "'customerio-node'" },
    "import axios from 'axios';\n«axios.put(`https://${credentials}@track-eu.customer.io/api/v1/customers/${id}`, attributes)»;",
  ],
  'credentials in the address of options': [
    'rawCallOf',
    { endpoint: 'POST /api/v1/customers/*/events', method: 'TrackClient.track', sdk: "'customerio-node'" },
    "const request = require('request');\nvar options = { method: 'POST', uri: 'https://' + site + ':' + key + '@track.customer.io/api/v1/customers/' + id + '/events', json: true, body };\n«request(options, done)»;",
  ],
  'an event by a beacon': [
    'rawCallOf',
    { endpoint: 'POST /api/v1/customers/1/events', method: 'TrackClient.track', sdk: "'customerio-node'" },
    "«navigator.sendBeacon('https://track.customer.io/api/v1/customers/1/events', body)»;",
  ],
  'an event of a pipeline': [
    'rawCallOf',
    { endpoint: 'POST /v1/track', method: 'PipelinesClient.track', sdk: "'customerio-node' 5.0.1 or newer" },
    "«fetch('https://cdp.customer.io/v1/track', { method: 'POST', body })»;",
  ],
  'an endpoint that the SDK lacks': [
    'rawCallWithoutMethod',
    { endpoint: 'GET /auth', sdk: 'customerio-node' },
    "«fetch('https://track.customer.io/auth')»;",
  ],
  'a path that is not known': [
    'rawCall',
    { client: 'APIClient', sdk: 'customerio-node' },
    'export const get = path => «fetch(`https://api.customer.io/v1${path}`)»;',
  ],
  'the base of an API': [
    'rawCall',
    { client: 'TrackClient', sdk: 'customerio-node' },
    "«fetch('https://track.customer.io/api/v1', { headers })»;",
  ],
  'a helper': [
    'rawCallOfWrapper',
    {
      sdk: "'customerio-node'",
      callers: 'its 2 callers need',
      methods: "'TrackClient.destroy', 'TrackClient.identify'",
    },
    "const cio = (path, method) => «fetch(`https://track.customer.io/api/v1${path}`, { method })»;\ncio('/customers/1', 'PUT');\ncio('/customers/2', 'DELETE');",
  ],
  'a helper of both regions': [
    'rawCallOfWrapper',
    {
      sdk: "'customerio-node'",
      callers: 'its 2 callers need',
      methods: "'TrackClient.destroy', 'TrackClient.identify'",
    },
    "const hosts = { us: 'https://track.customer.io', eu: 'https://track-eu.customer.io' };\nconst cio = (path, method, region) => «fetch(`${hosts[region]}/api/v1${path}`, { method })»;\ncio('/customers/1', 'PUT', region);\ncio('/customers/2', 'DELETE', region);",
  ],
  'a helper that declares what this is': [
    'rawCallOfWrapper',
    {
      sdk: "'customerio-node'",
      callers: 'its 2 callers need',
      methods: "'TrackClient.destroy', 'TrackClient.identify'",
    },
    "async function cio(this: Functions, path: string, method: string) { return «this.helpers.httpRequest({ url: `https://track.customer.io/api/v1${path}`, method })»; }\nfunction one(this: Functions) { return cio.call(this, '/customers/1', 'PUT'); }\nfunction two(this: Functions) { return cio.call(this, '/customers/2', 'DELETE'); }",
  ],
  'a helper that is given the whole address': [
    'rawCallOf',
    { endpoint: 'PUT /api/v1/customers/1', method: 'TrackClient.identify', sdk: "'customerio-node'" },
    "const send = (url, method) => fetch(url, { method });\n«send('https://track.customer.io/api/v1/customers/1', 'PUT')»;",
  ],
  Deno: [
    'rawCallOf',
    { endpoint: 'PUT /api/v1/customers/1', method: 'TrackClient.identify', sdk: "'npm:customerio-node'" },
    "const key = Deno.env.get('CIO_KEY');\n«fetch('https://track.customer.io/api/v1/customers/1', { method: 'PUT' })»;",
  ],
  'Apps Script': [
    'rawCallWithoutSdk',
    {
      endpoint: 'PUT /api/v1/customers/1',
      host: 'track.customer.io',
      region: 'the US',
      repeated: 'with growing pauses',
      otherHost: 'track-eu.customer.io',
      other: 'the EU',
    },
    "«UrlFetchApp.fetch('https://track.customer.io/api/v1/customers/1', { method: 'put' })»;",
  ],
};

testRule(rule, {
  valid: [
    ...Object.entries(SILENT).map(([name, code]): ValidCase<[object]> => ({ name, code })),
    {
      name: 'an allowed path',
      code: "fetch('https://track.customer.io/auth');",
      options: [{ allowPaths: ['/auth'] }],
    },
    {
      name: 'an allowed client',
      code: "fetch('https://track.customer.io/api/v1/accounts/region');",
      options: [{ allowClients: ['fetch'] }],
    },
  ],
  invalid: Object.entries(DUE).map(([name, [messageId, data, marked]]) => ({
    name,
    code: marked.replaceAll(/[«»]/g, ''),
    errors: [{ messageId, data, at: marked }],
  })) as InvalidCase<'rawCall', [object]>[],
});
