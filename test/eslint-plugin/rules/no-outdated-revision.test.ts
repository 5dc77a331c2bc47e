import rule from '../../../eslint-plugin/rules/no-outdated-revision.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

type MessageId =
  | 'retired'
  | 'deprecated'
  | 'prerelease'
  | 'unpublished'
  | 'malformed'
  | 'wrongAndNoneStable'
  | 'oldAndNoneStable'
  | 'useNewest';

const NEWEST = '2026-07-15';
const RETIRED = '2024-10-15';
const settings = { klaviyo: { asOf: '2026-11-20' } };

const fetchWith = (revision: string): string =>
  `fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '${revision}' } });`;

/** One outdated revision, its message, and the suggestion that puts the newest in its place. */
function outdated(
  code: string,
  { messageId, data, revision = RETIRED, newest = NEWEST }: Outdated,
  at = `'${revision}'`,
): InvalidCase<MessageId>['errors'] {
  const output = code.replace(revision, newest);
  return [
    {
      messageId,
      data: { revision, newest, ...data },
      at,
      suggestions: [{ messageId: 'useNewest', data: { newest }, output }],
    },
  ];
}

interface Outdated {
  messageId: Exclude<MessageId, 'useNewest'>;
  data?: Record<string, string>;
  revision?: string;
  newest?: string;
}

const RETIRED_ERROR: Outdated = { messageId: 'retired', data: { on: '2026-10-15', servedAs: '2025-01-15' } };

/** What each state of a revision is called. */
const STATES: Record<string, Outdated> = {
  'retired long ago': {
    messageId: 'retired',
    revision: '2023-02-22',
    data: { on: '2025-02-22', servedAs: '2025-01-15' },
  },
  'retired a month ago': RETIRED_ERROR,
  'deprecated, next to be retired': {
    messageId: 'deprecated',
    revision: '2025-01-15',
    data: { retiresOn: '2027-01-15' },
  },
  'deprecated since a month': { messageId: 'deprecated', revision: '2025-10-15', data: { retiresOn: '2027-10-15' } },
  'a beta': { messageId: 'prerelease', revision: '2026-07-15.pre' },
  'between two revisions': { messageId: 'unpublished', revision: '2025-02-01' },
  'before the first': { messageId: 'unpublished', revision: '2021-01-01' },
  'no date': { messageId: 'malformed', revision: 'latest' },
  'a date of no calendar': { messageId: 'malformed', revision: '2026-02-30' },
  'a date without dashes': { messageId: 'malformed', revision: '20260715' },
};

/** How a revision gets into a request; the literal is reported. */
const PLACES: Record<string, string> = {
  'the headers of a call': fetchWith(RETIRED),
  'a constant': `const REVISION = '${RETIRED}';\nfetch('https://a.klaviyo.com/api/lists', { headers: { revision: REVISION } });`,
  'a constant of headers': `const headers = { revision: '${RETIRED}' };\nfetch('https://a.klaviyo.com/api/lists', { headers });`,
  'the fallback of a variable': `fetch('https://a.klaviyo.com/api/lists', { headers: { revision: process.env.KLAVIYO_REVISION ?? '${RETIRED}' } });`,
  'a class field': `class Api {\n  revision = '${RETIRED}';\n  lists() { return fetch('https://a.klaviyo.com/api/lists', { headers: { revision: this.revision } }); }\n}`,
  'a Headers object': `const headers = new Headers();\nheaders.set('revision', '${RETIRED}');\nfetch('https://a.klaviyo.com/api/lists', { headers });`,
  'an instance of axios': `import axios from 'axios';\nconst api = axios.create({ baseURL: 'https://a.klaviyo.com', headers: { revision: '${RETIRED}' } });\napi.get('/api/lists');`,
  'the default of a parameter': `function lists(revision = '${RETIRED}') { return fetch('https://a.klaviyo.com/api/lists', { headers: { revision } }); }`,
  'headers beside the private scheme, whoever sends them': `export const headers = { Authorization: \`Klaviyo-API-Key \${key}\`, revision: '${RETIRED}' };`,
  'headers of a declarative request': `export const klaviyo = { url: '/lists', headers: { Accept: 'application/json', revision: '${RETIRED}' } };`,
  'headers beside a token, in a file about Klaviyo': `export const klaviyoHeaders = { Authorization: \`Bearer \${token}\`, revision: '${RETIRED}' };`,
  'a table of revisions': `const REVISIONS = { lists: '${RETIRED}', events: '${NEWEST}' };\nfetch('https://a.klaviyo.com/api/lists', { headers: { revision: REVISIONS.lists } });`,
  'a configuration': `const config = { klaviyo: { api: { revision: '${RETIRED}' } } };\nfetch('https://a.klaviyo.com/api/lists', { headers: { revision: config.klaviyo.api.revision } });`,
  'the default of a variable': `const { KLAVIYO_REVISION = '${RETIRED}' } = process.env;\nfetch('https://a.klaviyo.com/api/lists', { headers: { revision: KLAVIYO_REVISION } });`,
  'the schema of the environment': `import { z } from 'zod';\nconst env = z.object({ KLAVIYO_REVISION: z.string().default('${RETIRED}') }).parse(process.env);\nfetch('https://a.klaviyo.com/api/lists', { headers: { revision: env.KLAVIYO_REVISION } });`,
  'the default headers of the SDK': `import { ListsApi } from 'klaviyo-api';\nconst lists = new ListsApi(session);\nlists.defaultHeaders = { ...lists.defaultHeaders, revision: '${RETIRED}' };`,
  'one default header of the SDK': `import { Lists } from 'klaviyo-api';\nLists.defaultHeaders['revision'] = '${RETIRED}';`,
  'what is assigned to the default headers of the SDK': `import { ListsApi } from 'klaviyo-api';\nclass Lists { lists = new ListsApi(session);\n  old() { Object.assign(this.lists.defaultHeaders, { Revision: '${RETIRED}' }); }\n}`,
  'a call from a browser': `fetch('https://a.klaviyo.com/client/events', { method: 'POST', headers: { revision: '${RETIRED}' } });`,
};

/** On this day, nothing that is known is stable any more. */
const FAR_DAY = '2027-08-01';

const BEYOND: Record<
  string,
  { revision: string; fault: string; messageId: 'wrongAndNoneStable' | 'oldAndNoneStable' }
> = {
  retired: { revision: RETIRED, fault: 'was retired on 2026-10-15', messageId: 'wrongAndNoneStable' },
  'not a date': {
    revision: 'latest',
    fault: 'is not in the form of a revision, YYYY-MM-DD',
    messageId: 'wrongAndNoneStable',
  },
  deprecated: {
    revision: '2026-07-15',
    fault: 'is deprecated and will be retired on 2028-07-15',
    messageId: 'oldAndNoneStable',
  },
  'a beta': {
    revision: '2026-07-15.pre',
    fault: 'is a pre-release, which may change without notice',
    messageId: 'oldAndNoneStable',
  },
  'between two revisions': { revision: '2025-02-01', fault: 'was never published', messageId: 'oldAndNoneStable' },
};

const SENT_OFTEN = `const headers = { revision: '${RETIRED}' };\n${['lists', 'events', 'metrics'].map(path => `fetch('https://a.klaviyo.com/api/${path}', { headers });`).join('\n')}`;

const FILE_NAMES = [
  'lists.js',
  'lists.mjs',
  'lists.cjs',
  'lists.jsx',
  'lists.ts',
  'lists.mts',
  'lists.cts',
  'lists.tsx',
];

testRule(rule, {
  valid: [
    ...['2026-01-15', '2026-04-15', NEWEST].map((revision): ValidCase => ({
      name: `the stable ${revision}`,
      settings,
      code: fetchWith(revision),
    })),
    ...['2026-10-15', '2027-01-15'].map((revision): ValidCase => ({
      name: `the later ${revision}, of which nothing is known`,
      settings,
      code: fetchWith(revision),
    })),
    {
      name: 'a retired revision, on the day before it was',
      settings: { klaviyo: { asOf: '2025-10-14' } },
      code: fetchWith(RETIRED),
    },
    {
      name: 'a revision that is not known',
      settings,
      code: "fetch('https://a.klaviyo.com/api/lists', { headers: { revision: process.env.KLAVIYO_REVISION } });",
    },
    {
      name: 'a revision that is assembled with something unknown',
      settings,
      code: "fetch('https://a.klaviyo.com/api/lists', { headers: { revision: `2024-${month}-15` } });",
    },
    {
      name: 'a revision that is assembled with a year that is not known',
      settings,
      code: "function send(year) { return fetch('https://a.klaviyo.com/api/lists', { headers: { revision: `${year}-02-15` } }) }",
    },
    {
      name: 'a revision that is assembled with one of two years, of which nothing is known',
      settings,
      code: "fetch('https://a.klaviyo.com/api/lists', { headers: { revision: (isBeta ? nextYear : thisYear) + '-02-15' } });",
    },
    {
      name: 'a stable revision that is assembled of what is known',
      settings,
      code: "const YEAR = 2026;\nfetch('https://a.klaviyo.com/api/lists', { headers: { revision: `${YEAR}-07-15` } });",
    },
    {
      name: 'a text that is assembled and no date',
      settings,
      code: "const name = 'v3';\nfetch('https://a.klaviyo.com/api/lists', { headers: { revision: `${name}-beta` } });",
    },
    {
      name: 'the word for the newest, which a map turns into a revision',
      settings,
      code: `const map = { latest: '${NEWEST}' };\nfunction send(version = 'latest') { return fetch('https://a.klaviyo.com/api/lists', { headers: { revision: version === 'latest' ? map.latest : version } }) }\nsend('latest');`,
    },
    {
      name: 'the word for the newest, which a comparison keeps out',
      settings,
      code: `let version = 'latest';\nif (given) version = given;\nfetch('https://a.klaviyo.com/api/lists', { headers: { revision: version !== 'latest' ? version : '${NEWEST}' } });`,
    },
    { name: 'no revision at all', settings, code: "fetch('https://a.klaviyo.com/api/lists');" },
    {
      name: 'default headers of an SDK whose session sends its own revision after them',
      settings: { klaviyo: { asOf: '2026-11-20', sdkVersion: '9.0.0' } },
      code: `import { ListsApi } from 'klaviyo-api';\nnew ListsApi(session).defaultHeaders = { revision: '${RETIRED}' };`,
    },
    {
      name: 'default headers of something else',
      settings,
      code: `import { ListsApi } from 'klaviyo-api';\nother.defaultHeaders = { revision: '${RETIRED}' };`,
    },
    {
      name: 'other default headers of the SDK',
      settings,
      code: `import { ListsApi } from 'klaviyo-api';\nnew ListsApi(session).defaultHeaders = { 'x-since': '${RETIRED}' };`,
    },
    {
      name: 'a call to an API that is gone and knew no revisions',
      settings,
      code: `fetch('https://a.klaviyo.com/api/v2/lists', { headers: { revision: '${RETIRED}' } });`,
    },
    {
      name: 'a call to an API that is gone and knew no revisions, with the key in a header',
      settings,
      code: `fetch('https://a.klaviyo.com/api/v2/lists', { headers: { Authorization: \`Klaviyo-API-Key \${key}\`, revision: '${RETIRED}' } });`,
    },
    {
      name: 'a later revision, on a day far ahead',
      settings: { klaviyo: { asOf: FAR_DAY } },
      code: fetchWith('2027-07-15'),
    },
    { name: 'a sentence in place of a revision', settings, code: fetchWith('the revision of the day') },
    {
      name: 'a revision for another host',
      settings,
      code: `fetch('https://shop.example/api/lists', { headers: { revision: '${RETIRED}' } });`,
    },
    {
      name: 'headers of a declarative request in a file about something else',
      settings,
      code: `export const request = { url: '/lists', headers: { Accept: 'application/json', revision: '${RETIRED}' } };`,
    },
    {
      name: 'headers that a test expects',
      settings,
      code: `const klaviyo = create();\nexpect(klaviyo.send).toHaveBeenCalledWith({ Authorization: \`Bearer \${token}\`, revision: '${RETIRED}' });`,
    },
    {
      name: 'headers for another host in a file about Klaviyo',
      settings,
      code: `const klaviyo = create();\nfetch('https://shop.example/api', { headers: { Accept: 'application/json', revision: '${RETIRED}' } });`,
    },
    {
      name: 'a revision without any other header in a file about Klaviyo',
      settings,
      code: `const klaviyo = { revision: '${RETIRED}' };`,
    },
    { name: 'a revision of a document', settings, code: `const page = { title: 'Terms', revision: '${RETIRED}' };` },
    {
      name: 'a revision beside the scheme of another vendor',
      settings,
      code: `const headers = { Authorization: \`Basic \${key}\`, revision: '${RETIRED}' };`,
    },
    {
      name: 'another header with a date',
      settings,
      code: `fetch('https://a.klaviyo.com/api/lists', { headers: { 'if-modified-since': '${RETIRED}' } });`,
    },
    ...["['2026', month, '15'].join('-')", "[2024, 10, 15, 1].join('-')", "['2024', '10', '15'].join('.')"].map(
      (revision): ValidCase => ({
        name: `no date that is surely sent: ${revision}`,
        settings,
        code: `fetch('https://a.klaviyo.com/api/lists', { headers: { revision: ${revision} } });`,
      }),
    ),
    {
      name: 'a date in a query',
      settings,
      code: `fetch('https://a.klaviyo.com/api/lists?since=${RETIRED}', { headers: { revision: '${NEWEST}' } });`,
    },
  ],
  invalid: [
    ...[
      '`${YEAR}-10-15`',
      "YEAR + '-10-15'",
      "[YEAR, '10', '15'].join('-')",
      "[YEAR, 10, 15].map(String).join('-')",
      "['15', '10', YEAR].reverse().join('-')",
      "'2024/10/15'.split('/').join('-')",
      "'2024/10/15'.replace(/\\//g, '-')",
    ].map((revision): InvalidCase<MessageId> => ({
      name: `a revision that is assembled of what is known: ${revision}`,
      settings,
      code: `const YEAR = 2024;\nfetch('https://a.klaviyo.com/api/lists', { headers: { revision: ${revision} } });`,
      errors: [
        {
          messageId: 'retired',
          data: { revision: RETIRED, newest: NEWEST, on: '2026-10-15', servedAs: '2025-01-15' },
          at: revision,
          suggestions: [],
        },
      ],
    })),
    {
      name: 'what another word than the compared one stands for',
      settings,
      code: `const map = { latest: '${RETIRED}' };\nfunction send(version = 'latest') { return fetch('https://a.klaviyo.com/api/lists', { headers: { revision: version === 'latest' ? map.latest : version } }) }`,
      errors: outdated(
        `const map = { latest: '${RETIRED}' };\nfunction send(version = 'latest') { return fetch('https://a.klaviyo.com/api/lists', { headers: { revision: version === 'latest' ? map.latest : version } }) }`,
        RETIRED_ERROR,
      ),
    },
    {
      name: 'the word for the newest, where nothing keeps it out',
      settings,
      code: "function send(version = 'latest') { return fetch('https://a.klaviyo.com/api/lists', { headers: { revision: version } }) }",
      errors: outdated(
        "function send(version = 'latest') { return fetch('https://a.klaviyo.com/api/lists', { headers: { revision: version } }) }",
        { messageId: 'malformed', revision: 'latest' },
      ),
    },

    ...Object.entries(STATES).map(([name, state]): InvalidCase<MessageId> => {
      const code = fetchWith(state.revision ?? RETIRED);
      return { name, settings, code, errors: outdated(code, state) };
    }),
    ...Object.entries(PLACES).map(([name, code]): InvalidCase<MessageId> => ({
      name: `in ${name}`,
      settings,
      code,
      errors: outdated(code, RETIRED_ERROR),
    })),
    ...FILE_NAMES.map((filename): InvalidCase<MessageId> => ({
      name: `in ${filename}`,
      filename,
      settings,
      code: fetchWith(RETIRED),
      errors: outdated(fetchWith(RETIRED), RETIRED_ERROR),
    })),
    {
      name: 'on the day of its retirement',
      settings: { klaviyo: { asOf: '2026-10-15' } },
      code: fetchWith(RETIRED),
      errors: outdated(fetchWith(RETIRED), RETIRED_ERROR),
    },
    {
      name: 'on the first day of its deprecation',
      settings: { klaviyo: { asOf: '2025-10-15' } },
      code: fetchWith(RETIRED),
      errors: outdated(fetchWith(RETIRED), {
        messageId: 'deprecated',
        data: { retiresOn: '2026-10-15' },
        newest: '2025-10-15',
      }),
    },
    {
      name: 'in a template without values',
      settings,
      code: `fetch('https://a.klaviyo.com/api/lists', { headers: { revision: \`${RETIRED}\` } });`,
      errors: outdated(
        `fetch('https://a.klaviyo.com/api/lists', { headers: { revision: \`${RETIRED}\` } });`,
        RETIRED_ERROR,
        `\`${RETIRED}\``,
      ),
    },
    ...Object.entries(BEYOND).map(([name, { revision, fault, messageId }]): InvalidCase<MessageId> => ({
      name: `${name}, on a day on which nothing known is stable`,
      settings: { klaviyo: { asOf: FAR_DAY } },
      code: fetchWith(revision),
      errors: [{ messageId, data: { revision, fault }, at: `'${revision}'` }],
    })),
    {
      name: 'once, though several calls send it',
      settings,
      code: SENT_OFTEN,
      errors: outdated(SENT_OFTEN, RETIRED_ERROR),
    },
  ],
});
