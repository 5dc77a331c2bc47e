import { beforeAll, describe, expect, test } from 'vitest';
import { upgrade } from '../../src/upgrade/upgrade.ts';
import { temporaryFolder } from '../project/temporary-folder.ts';
import { typeErrors } from '../type-check.ts';

const HEAD = `import { ApiKeySession, FlowsApi, ProfilesApi, SegmentsApi, type EventCreateQueryV2, type ProfileCreateQuery } from 'klaviyo-api';
const session = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');
const flows = new FlowsApi(session);
const profiles = new ProfilesApi(session);
const segments = new SegmentsApi(session);
`;
const LINES = HEAD.split('\n').length - 1;

/** What an upgrade to 23.0.0 says does not fit its types: the text that is pointed at, and what is wrong with it. */
async function misfits(code: string, name = 'src/a.ts'): Promise<string[]> {
  const text = HEAD + code;
  const root = temporaryFolder({ 'package.json': '{ "dependencies": { "klaviyo-api": "22.0.1" } }', [name]: text });
  const { changes } = await upgrade({ root, asOf: '2026-11-20', write: false });
  return changes
    .filter(({ id }) => id === 'sdk-types')
    .flatMap(({ places, message }) =>
      places.map(
        ({ line, column }) =>
          `${line - LINES}: ${/^\w+/.exec(text.split('\n')[line - 1]!.slice(column - 1))?.[0] ?? ''} ${message.split('.')[0]}`,
      ),
    );
}

type Case = [name: string, code: string, expected: string[]];

/** The lines of each case of which a real compiler with the real types complains; asked once for all, because it is slow. */
function compilerLines(cases: readonly Case[]): Map<string, number[]> {
  const texts = cases.map(([, code], index) => [`case-${index}.ts`, HEAD + code] as const);
  const errors = typeErrors(Object.fromEntries(texts), { withLines: true });
  return new Map(
    cases.map(([name], index) => {
      const own = errors.flatMap(error => new RegExp(`^case-${index}\\.ts:(\\d+):`).exec(error)?.[1] ?? []);
      return [name, [...new Set(own.map(line => Number(line) - LINES))]];
    }),
  );
}

const PAYLOAD = "{ data: { type: 'profile', attributes: { email: 'a@example.com' } } }";

const MISFITS: Case[] = [
  [
    'a property that there is not',
    "void profiles.createProfile({\n data: { type: 'profile', attributes: { email: 'a@example.com',\n nickname: 'A' } } });",
    ["3: nickname There is no 'nickname' here in the types of klaviyo-api 23"],
  ],
  [
    'a property that is needed',
    "void profiles.bulkSubscribeProfiles({ data: { type: 'profile-subscription-bulk-create-job', attributes: { profiles: { data: [\n{ type: 'profile', attributes: { email: 'a@example.com' } }] } } } });",
    ['2: attributes The types of klaviyo-api 23'],
  ],
  [
    'a value that there is not',
    "void profiles.createProfile({ data: {\n type: 'person',\n attributes: {} } });",
    ["2:  'person' is none of the values in the types of klaviyo-api 23"],
  ],
  [
    'an option that there is not',
    `void profiles.createProfile(${PAYLOAD}, {\n fields: ['email'] });`,
    ["2: fields There is no option 'fields' in the types of klaviyo-api 23"],
  ],
  ['too few arguments', "void profiles.updateProfile('01ABC');", ["1: profiles 'updateProfile' of klaviyo-api 23"]],
  [
    'too many arguments',
    `void profiles.createProfile(${PAYLOAD}, {}, 'x');`,
    ["1: profiles 'createProfile' of klaviyo-api 23"],
  ],
  [
    'a constant with a type',
    "const body: ProfileCreateQuery = { data: { type: 'profile',\n attributes: { nickname: 'A' } } };\nvoid profiles.createProfile(body);",
    ["2: nickname There is no 'nickname' here in the types of klaviyo-api 23"],
  ],
  [
    'a constant without a type that lacks something',
    'const body = { data: { attributes: {} } };\nvoid profiles.createProfile(\nbody);',
    ['3: body The types of klaviyo-api 23'],
  ],
  [
    'what an answer does not have',
    'export async function f() {\n const { body } = await profiles.getProfiles();\n return body.links?.first;\n}',
    ["3: first The answer has no 'first' in the types of klaviyo-api 23"],
  ],
  [
    'what the items of an answer do not have',
    "export async function f() {\n const found = await flows.getActionsForFlow('x');\n for (const action of found.body.data)\n console.log(action.attributes.settings);\n return found.body.data.map(({ attributes }) =>\n attributes.actionType);\n}",
    [
      "4: settings The answer has no 'settings' in the types of klaviyo-api 23",
      "6: actionType The answer has no 'actionType' in the types of klaviyo-api 23",
    ],
  ],
  [
    'what is read at once, and taken apart',
    "export async function f() {\n const { body: { data: [{ id }], links: { last } = {} } } = await segments.getSegments();\n return [id, last,\n (await segments.getSegment('x')).body.data.attributes.color];\n}",
    ["4: color The answer has no 'color' in the types of klaviyo-api 23"],
  ],
];

const FITTING: [name: string, code: string][] = [
  ['what is right', `void profiles.createProfile(${PAYLOAD}, { fieldsProfile: ['email'] });`],
  ['what is cast', "void profiles.createProfile({ data: { nickname: 'A' } } as any);"],
  [
    'a property with any content',
    "void profiles.createProfile({ data: { type: 'profile', attributes: { properties: { nickname: 1 } } } });",
  ],
  [
    'a constant without a type that has more',
    "const body = { data: { type: 'profile' as const, attributes: {}, more: 1 } };\nvoid profiles.createProfile(body);",
  ],
  [
    'what is spread into it',
    "export const f = (rest: { type: 'profile'; attributes: object }) => profiles.createProfile({ data: { ...rest } });",
  ],
  ['arguments that are spread', `void profiles.createProfile(...([${PAYLOAD}] as [ProfileCreateQuery]));`],
  [
    'one form of several',
    "export async function f() {\n const { body } = await profiles.getProfile('x', { include: ['lists'] });\n return body.included?.map(each => ('name' in each.attributes ? each.attributes.name : ''));\n}",
  ],
  [
    'what is assigned later',
    'export async function f() {\n let answer: any = await profiles.getProfiles();\n answer = { body: { first: 1 } };\n return answer.body.first;\n}',
  ],
  ['methods of lists', 'export async function f() {\n return (await profiles.getProfiles()).body.data.length;\n}'],
  ['an event as it is', "export const event: EventCreateQueryV2['data']['type'] = 'event';"],
];

describe('what a compiler says of the new types is listed, with its place', () => {
  let lines: Map<string, number[]>;
  beforeAll(() => {
    lines = compilerLines([...MISFITS, ...FITTING.map(([name, code]): Case => [name, code, []])]);
  });

  test.each(MISFITS)('%s', async (name, code, expected) => {
    const found = await misfits(code);
    expect(found).toEqual(expected);
    expect(lines.get(name)).toEqual(expect.arrayContaining(found.map(each => Number.parseInt(each, 10))));
  });

  test.each(FITTING)('not where it compiles: %s', async (name, code) => {
    expect(lines.get(name)).toEqual([]);
    expect(await misfits(code)).toEqual([]);
  });

  test('code that no compiler reads', async () => {
    expect(await misfits("profiles.createProfile({ data: { nickname: 'A' } });", 'src/a.js')).toEqual([]);
  });
});

test('what a breaking change explains is not said twice', async () => {
  const code = "void profiles.createProfile({ data: { type: 'profile', attributes: { anonymousId: 'x' } } });";
  const root = temporaryFolder({
    'package.json': '{ "dependencies": { "klaviyo-api": "20.0.0" } }',
    'src/a.ts': HEAD + code,
  });
  const { changes } = await upgrade({ root, asOf: '2026-11-20', write: false });

  expect(changes.filter(({ message }) => message.includes('anonymousId')).map(({ id }) => id)).toEqual([
    'breaking-change',
  ]);
});

test('types that are not known are no types that fit', async () => {
  const root = temporaryFolder({
    'package.json': '{ "dependencies": { "klaviyo-api": "12.0.1" } }',
    'src/a.ts': `${HEAD}void profiles.createProfile(${PAYLOAD});`,
  });
  const { skipped } = await upgrade({ root, target: '13', asOf: '2026-11-20', write: false });

  expect(skipped).toEqual([{ id: 'sdk-types', reason: 'the types of klaviyo-api 13.0.0 are not known' }]);
});
