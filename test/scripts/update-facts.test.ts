import { Project } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { methodHistories } from '../../scripts/update-facts/method-history.ts';
import { readMethods, type SdkMethod } from '../../scripts/update-facts/read-methods.ts';
import { payloadsOf } from '../../scripts/update-facts/read-payloads.ts';
import type { SdkPackage } from '../../scripts/update-facts/read-package.ts';
import { readRelease } from '../../scripts/update-facts/read-release.ts';
import { renderModules } from '../../scripts/update-facts/render.ts';

function packageOf(version: string, core: string, ...apis: string[]): SdkPackage {
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { allowJs: true } });
  const extension = version.startsWith('1.') ? 'js' : 'ts';
  return {
    version,
    dependencies: { axios: '^1.7.7' },
    exports: [],
    core: project.createSourceFile(`/core.${extension}`, core),
    apiFiles: apis.map((text, index) => project.createSourceFile(`/api-${index}.${extension}`, text)),
  };
}

const LISTS = `
  export class ListsApi {
    protected _defaultHeaders: any = { revision: '2024-02-15' }
    /** Lists.<br><br>*Rate limits*:<br>Burst: \`75/s\`<br>Steady: \`700/m\`<br>Daily: \`150/d\`  **Scopes:** \`profiles:read\` \`lists:read\`  [Spec](x) */
    public async getProfilesForList(id: string) {
      const localVarPath = this.basePath + '/api/lists/{id}/profiles/'
        .replace('{' + 'id' + '}', encodeURIComponent(String(id)));
      let config: AxiosRequestConfig = { method: 'GET', url: localVarPath };
    }
  }
  export interface ListsApi {
    /** @deprecated Use {@link ListsApi.getProfilesForList} instead */
    getListProfiles: typeof ListsApi.prototype.getProfilesForList;
  }`;

describe('readMethods', () => {
  it('reads a method and its alias from TypeScript', () => {
    const method: SdkMethod = {
      apiClass: 'ListsApi',
      name: 'getProfilesForList',
      verb: 'GET',
      path: '/api/lists/{id}/profiles',
      limit: '75/s 700/m 150/d',
      scopes: ['lists:read', 'profiles:read'],
    };
    expect(readMethods(packageOf('13.0.0', '', LISTS))).toEqual([
      method,
      { ...method, name: 'getListProfiles', aliasOf: 'getProfilesForList' },
    ]);
  });

  it('reads a method from JavaScript', () => {
    const source = `export class ListsApi {
      apiClient
      getList = async (id, opts) => { return this.apiClient.callApi('/api/lists/{id}/', 'GET', { id }) }
    }`;
    expect(readMethods(packageOf('1.0.1', '', source))).toEqual([
      { apiClass: 'ListsApi', name: 'getList', verb: 'GET', path: '/api/lists/{id}', scopes: [] },
    ]);
  });

  it('refuses an alias of something else', () => {
    const source = LISTS.replace('prototype.getProfilesForList;', 'prototype.getPeople;');
    expect(() => readMethods(packageOf('13.0.0', '', source))).toThrow("'getListProfiles'");
  });
});

const method = (name: string, aliasOf?: string): SdkMethod => ({
  apiClass: 'ListsApi',
  name,
  verb: 'GET',
  path: '/api/lists',
  limit: '3/s 60/m',
  scopes: ['lists:read'],
  ...(aliasOf === undefined ? {} : { aliasOf }),
});

describe('payloadsOf', () => {
  const api = `export class EventsApi {
    public async createEvent(eventCreateQuery: EventCreateQuery) { let config = { data: ObjectSerializer.serialize(eventCreateQuery, "EventCreateQuery") } }
    public async updateEvent(id: string, eventNote: EventNote) { let config = { data: ObjectSerializer.serialize(eventNote, "EventNote") } }
    public async updateName(id: string, plain: Plain) { let config = { data: ObjectSerializer.serialize(plain, "Plain") } }
  }`;
  const model = (name: string, ...attributes: [name: string, type: string][]): string => {
    const map = attributes.map(([attribute, type]) => `{ "name": "${attribute}", "baseName": "x", "type": "${type}" }`);
    const fields = attributes.map(([attribute, type]) => `'${attribute}'${type === 'Date' ? '?' : ''}: ${type};`);
    return `export class ${name} { ${fields.join(' ')} static attributeTypeMap: any[] = [${map.join(', ')}] }`;
  };
  const models = [
    model('EventCreateQuery', ['data', 'Array<EventNote>'], ['way', 'Way'], ['plain', 'Plain']),
    model('EventNote', ['uniqueId', 'string'], ['time', 'Date'], ['inner', 'EventNote']),
    model('Plain', ['name', 'string']),
    model('Way', ['someOption', 'string']),
    'const oneOfMapNoDiscriminator: {} = { "Way": ["Static", "Smart"] }',
  ];
  const project = new Project({ useInMemoryFileSystem: true });
  const files = models.map((text, index) => project.createSourceFile(`/model-${index}.ts`, text));
  const methods = ['createEvent', 'updateEvent', 'updateName'].map(name => ({
    ...method(name),
    apiClass: 'EventsApi',
  }));

  it('keeps the types in which a name of several words can be lost, and the place of the argument', () => {
    expect(payloadsOf(packageOf('23.0.0', '', api), methods, files)).toEqual({
      types: {
        EventCreateQuery: { data: 'EventNote[]', way: '', plain: '' },
        EventNote: { uniqueId: '', time: '', inner: 'EventNote' },
      },
      marks: {
        EventCreateQuery: { data: '!', way: '!', plain: '!' },
        EventNote: { uniqueId: '!', time: '@', inner: '!' },
      },
      methods: [
        { apiClass: 'EventsApi', name: 'createEvent', type: 'EventCreateQuery', argument: 0 },
        { apiClass: 'EventsApi', name: 'updateEvent', type: 'EventNote', argument: 1 },
      ],
    });
  });
});

describe('readRelease', () => {
  const options = 'class RetryOptions { retry = res => RETRY_CODES.includes(res.status) }';

  it.each([
    [
      'session',
      'backoff',
      `const revision = '2026-07-15'; class RetryWithExponentialBackoff { at = headers['retry-after'] }`,
    ],
    [
      'session',
      'backoff-without-retry-after',
      `const revision = '2026-07-15'; class RetryWithExponentialBackoff { at = headers['Retry-After'] }`,
    ],
    ['session', 'retry-options', `const revision = '2026-07-15'; ${options}`],
    ['api', 'retry-options', options],
    [
      'client',
      'config-wrapper',
      `class ApiClient { constructor() { this.RETRY_CODES = [429]; this.defaultHeaders = { revision: '2023-02-22' } } }`,
    ],
  ])('revision in the %s, retries %s', (revisionIn, retries, core) => {
    expect(readRelease(packageOf('2.0.0', core, LISTS))).toMatchObject({ revisionIn, retries, axios: '^1.7.7' });
  });

  it('refuses a release that retries in another way', () => {
    expect(() => readRelease(packageOf('24.0.0', `const revision = '2026-10-15'`))).toThrow(
      'klaviyo-api 24.0.0 retries',
    );
  });

  it('refuses a release that keeps its revision elsewhere', () => {
    expect(() => readRelease(packageOf('24.0.0', options))).toThrow('klaviyo-api 24.0.0 keeps its revision');
  });

  it('refuses a release of two revisions', () => {
    const other = LISTS.replaceAll('ListsApi', 'TagsApi').replace('2024-02-15', '2024-05-15');
    expect(() => readRelease(packageOf('8.0.0', options, LISTS, other))).toThrow(
      'klaviyo-api 8.0.0 keeps its revision',
    );
  });
});

describe('methodHistories', () => {
  it.each([
    ['leaves out what is as it always was', [[method('list')], [method('list')]], []],
    ['leaves out what is new', [[], [method('list')]], []],
    ['tells a removal', [[method('list')], []], [{ name: 'list', since: '1.0.0', until: '1.0.0', successors: {} }]],
    [
      'reports a renaming',
      [[method('list')], [method('getLists'), method('list', 'getLists')]],
      [{ name: 'list', since: '1.0.0', successors: { '2.0.0': 'getLists' } }],
    ],
    [
      'reports that a name came back',
      [[method('list', 'getLists')], [method('list')]],
      [{ name: 'list', since: '1.0.0', successors: { '1.0.0': 'getLists', '2.0.0': null } }],
    ],
  ])('%s', (_situation, methods, expected) => {
    const releases = methods.map((ofRelease, index) => ({ version: `${index + 1}.0.0`, methods: ofRelease }));
    expect(methodHistories(releases)).toEqual(expected.map(history => ({ apiClass: 'ListsApi', ...history })));
  });
});

describe('renderModules', () => {
  const release = { version: '23.0.0', revision: '2026-07-15', revisionIn: 'session', retries: 'backoff' } as const;
  const facts = {
    releases: [release],
    histories: [],
    methods: [method('list', 'getLists'), method('getLists')],
    payloads: { types: {}, marks: {}, methods: [] },
    removedExports: { Old: '23.0.0' },
    calls: [],
    models: new Map(),
    older: [],
  };

  it('writes of older revisions only what the newer one has in another way', () => {
    const call = (query: string, gives = 'Lists') => ({
      apiClass: 'ListsApi',
      name: 'getLists',
      gives,
      query: [query],
    });
    const models = (...names: string[]) =>
      new Map([
        ['Lists', { fields: names.map(name => ({ name, isOptional: false, isAdditional: false, types: ['string'] })) }],
      ]);
    const methods = [method('getLists')];
    const modules = renderModules({
      ...facts,
      methods,
      calls: [call('sort=id')],
      models: models('id', 'name'),
      older: [
        { revision: '2026-04-15', methods, calls: [call('sort')], models: models('id', 'name') },
        { revision: '2026-01-15', methods, calls: [call('sort')], models: models('id') },
        { revision: '2025-10-15', methods: [], calls: [], models: new Map() },
      ],
    });

    expect(modules['older-calls.ts']).toContain(`
  '2026-04-15': {
    'GET /api/lists': ['=', '=', 'sort'],
  },
  '2026-01-15': {
    'GET /api/lists': ['=', 'Lists@2026-01-15', '='],
  },
  '2025-10-15': {
    'GET /api/lists': null,
  },
`);
    expect(modules['older-shapes.ts']).toContain("\n  'Lists@2026-01-15': 'id: string',\n}");
    expect(modules['shapes.ts']).toContain("\n  Lists: 'id: string; name: string',\n}");
  });

  it('writes one operation a line with its aliases', () => {
    expect(renderModules(facts)['operations.ts']).toContain(
      "\n    ['getLists', 'GET', '/api/lists', '3/s 60/m', 'list'],\n",
    );
  });

  it('writes removed exports by the last release that has them', () => {
    expect(renderModules(facts)['removed-exports.ts']).toContain("  '23.0.0': [\n    'Old',\n  ],\n");
  });

  it('fills lines and breaks no name', () => {
    const names = Array.from({ length: 12 }, (_, index) => `Model${index}${'x'.repeat(20)}`);
    const text = renderModules({ ...facts, removedExports: Object.fromEntries(names.map(name => [name, '23.0.0'])) })[
      'removed-exports.ts'
    ]!;
    const lines = text.split('\n').filter(line => line.startsWith("    'Model"));
    expect(lines.map(line => line.split(', ').length)).toEqual([4, 4, 4]);
    expect(lines.every(line => line.length <= 130)).toBe(true);
  });

  it('names source and date first', () => {
    for (const text of Object.values(renderModules(facts))) {
      expect(text.split('\n').slice(0, 3)).toEqual([
        '// Generated by `npm run update:facts`; do not edit.',
        '// Source: the npm package klaviyo-api, 1 releases from 23.0.0 to 23.0.0.',
        '// Date: 2026-07-15, the revision of the newest release.',
      ]);
    }
  });

  it('writes the same text whatever the order', () => {
    expect(renderModules({ ...facts, methods: facts.methods.toReversed() })).toEqual(renderModules(facts));
  });

  it('refuses a method without a limit', () => {
    const { limit: _, ...unlimited } = method('getLists');
    expect(() => renderModules({ ...facts, methods: [unlimited] })).toThrow('ListsApi.getLists');
  });
});
