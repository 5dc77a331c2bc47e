import { expect, test } from 'vitest';
import { factsOf } from '../../scripts/update-facts/customerio/customerio-facts.ts';
import { packageOf, type CustomerioPackage } from '../../scripts/update-facts/customerio/read-package.ts';

const REQUEST = `
  if ([301, 302, 307, 308].includes(status)) follow(location);
  if (!host.endsWith('.customer.io')) drop();
  exports.DEFAULT_RETRY = { maxRetries: 3 };`;

const TRACK = `
  module.exports = class TrackClient {
    constructor(siteid, apikey) {}
    /** Deletes a person. */
    destroy(id) { return this.request.destroy(\`\${this.trackRoot}/customers/\${encodeURIComponent(id)}\`); }
    helper() { return 1; }
  };`;

const API = `
  class APIClient {
    resourceBase(resource, id) { return \`\${this.apiRoot}/\${resource}/\${encodeURIComponent(id)}\`; }
    /**
     * @returns The parsed JSON response body (\`{ contents: [...],
     *   next }\`).
     */
    getContents(letterId) { return this.request.get(\`\${this.resourceBase('letters', letterId)}/contents\${query}\`); }
    /** @returns The parsed JSON response body (empty on success — the API returns 204). */
    deleteSegment(id) { return this.request.destroy(\`\${this.apiRoot}/segments/\${encodeURIComponent(id)}\`); }
    sendNote(req) {
      if (!(req instanceof requests_1.SendNoteRequest)) throw new Error('no');
      return this.request.post(\`\${this.apiRoot}/send/note\`, req.message);
    }
  }`;

const NOTE = `
  const NOTE_KEYS = ['language', 'send_at'];
  class SendNoteRequest {
    constructor(opts) {
      this.message = { to: opts.to, ...(0, utils_1.pickDefined)(opts, NOTE_KEYS) };
      if ('body' in opts) this.message.body = opts.body;
      if ('template' in opts) this.message.template = opts.template;
    }
  }`;

const NOTE_TYPES = `
  export type SendNoteRequestRequiredOptions = { to: string };
  export type SendNoteRequestWithTemplate = SendNoteRequestRequiredOptions & { template: string };
  export type SendNoteRequestWithoutTemplate = SendNoteRequestRequiredOptions & { body: string };`;

function newest(...changes: { name: string; text: string }[]): CustomerioPackage {
  const files = [
    { name: 'package/dist/lib/track.js', text: TRACK },
    { name: 'package/dist/lib/api.js', text: API },
    { name: 'package/dist/lib/request.js', text: REQUEST },
    { name: 'package/dist/lib/api/requests.js', text: NOTE },
    { name: 'package/dist/lib/api/requests.d.ts', text: NOTE_TYPES },
  ];
  const names = changes.map(({ name }) => name);
  return packageOf('5.0.0', '{"engines":{"node":">=22"}}', [
    ...files.filter(({ name }) => !names.includes(name)),
    ...changes,
  ]);
}

const OLD = packageOf('1.0.0', '{}', [
  {
    name: 'package/lib/track.js',
    text: "class TrackClient { destroy(id) { return this.request.destroy('/x'); } add(id) { return this.request.put('/y'); } }",
  },
]);

test('facts are read from the code and the types of the releases', () => {
  const modules = factsOf([OLD, newest()]);

  expect(modules['sdk-releases.ts']).toContain(
    `  { version: '1.0.0', retries: 0, redirects: 'not-followed' },
  { version: '5.0.0', node: '>=22', retries: 3, redirects: 'keep-key-at-home' },
`,
  );
  expect(modules['operations.ts']).toContain(`  TrackClient: [
    ['destroy', 'DELETE', '/api/v1/customers/{id}', '1.0.0', ''],
  ],
  APIClient: [
    ['deleteSegment', 'DELETE', '/v1/segments/{id}', '5.0.0', '204'],
    ['getContents', 'GET', '/v1/letters/{letterId}/contents', '5.0.0', '{ contents: [...], next }'],
    ['sendNote', 'POST', '/v1/send/note', '5.0.0', ''],
  ],
};`);
  expect(modules['removed-methods.ts']).toContain(`  TrackClient: {
    add: ['1.0.0', '1.0.0'],
  },`);
  expect(modules['send-requests.ts']).toContain(
    "SendNoteRequest: { method: 'sendNote', required: 'to', oneOf: ['template', 'body'], optional: 'language send_at' },",
  );
});

test.each([
  [
    'a path that is put together in another way',
    { name: 'package/dist/lib/track.js', text: TRACK.replace('encodeURIComponent(id)', 'clean(id)') },
    "A path with 'clean(id)' is not known.",
  ],
  [
    'an option that is demanded and not read',
    { name: 'package/dist/lib/api/requests.d.ts', text: NOTE_TYPES.replace('to: string', 'to: string; from: string') },
    "SendNoteRequest demands 'from' and does not read it.",
  ],
  [
    'retries of another kind',
    { name: 'package/dist/lib/request.js', text: 'function retry() {}' },
    'customerio-node 5.0.0 retries in a way that is not known.',
  ],
])('%s is an error', (_situation, file, message) => {
  expect(() => factsOf([newest(file)])).toThrow(message);
});
