import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import plugin from '../../../eslint-plugin/index.ts';

const SDK = `import { ApiKeySession, EventsApi, ProfilesApi } from 'klaviyo-api';
const session = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');
const [events, profiles] = [new EventsApi(session), new ProfilesApi(session)];
`;
const EVENT = "{ data: { type: 'event', attributes: { properties, metric, profile } } }";

/** Findings in a file of its own, without type information, as `line:column rule`. */
function findingsIn(code: string): string[] {
  const messages = new Linter().verify(SDK + code, [plugin.configs.recommended as Linter.Config], 'src/orders.mjs');
  return messages.map(({ line, column, ruleId }) => `${line}:${column} ${ruleId}`);
}

test.each(
  Object.entries({
    'in pieces': ["'create' + 'Event'", "'create' + 'Profile'"],
    'a template': ["`create${'Event'}`", "`create${'Profile'}`"],
    'in variables': ['verb + one', 'verb + other'],
  }),
)('a method that is named %s', (_, [create, save]) => {
  const names = "const verb = 'create', one = 'Event', other = 'Profile';\n";
  const code = `${names}await events[${create}](${EVENT});\nawait profiles[${save}](body);`;
  expect(findingsIn(code)).toEqual([
    `5:${`await events[${create}](`.length + "{ data: { type: 'event', attributes: ".length + 1} klaviyo/require-unique-id`,
    '6:16 klaviyo/prefer-profile-upsert',
  ]);
});

test.each(['events[name](body)', "events['get' + 'Event'](id)", 'profiles[names[0]](body)', 'events[`get${one}`](id)'])(
  'no other method: %s',
  code => {
    expect(findingsIn(`await ${code};`)).toEqual([]);
  },
);
