import rule from '../../../eslint-plugin/rules/no-snake-case-attribute.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

type MessageId = 'droppedAttribute' | 'givenTwice' | 'unknownAttribute' | 'useCamelCase';

const settings = { klaviyo: { sdkVersion: '23.0.0' } };
const API =
  "import { ApiKeySession, CampaignsApi, EventsApi, ProfilesApi } from 'klaviyo-api';\nconst session = new ApiKeySession(key);\nconst campaigns = new CampaignsApi(session);\nconst events = new EventsApi(session);\nconst profiles = new ProfilesApi(session);\n";

const profile = (attributes: string): string =>
  `profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: ${attributes} } });`;

/** The key is marked and mended. @param key the marked key @param attribute what is put in its place */
function mended(
  name: string,
  marked: string,
  key: string,
  attribute: string,
  replacement = attribute,
): InvalidCase<MessageId> {
  const code = API + marked.replaceAll(/[«»]/g, '');
  const output = API + marked.replace(/«[^»]+»/, replacement);
  return {
    name,
    settings,
    code,
    output,
    errors: [{ messageId: 'droppedAttribute', data: { key, attribute }, at: lineOf(marked) }],
  };
}

/** The key is marked, and another name only suggested. */
function suggested(name: string, marked: string, key: string, attribute: string): InvalidCase<MessageId> {
  const output = API + marked.replace(/«[^»]+»/, attribute);
  const suggestions = [{ messageId: 'useCamelCase' as const, data: { attribute }, output }];
  return {
    name,
    settings,
    code: API + marked.replaceAll(/[«»]/g, ''),
    errors: [{ messageId: 'droppedAttribute', data: { key, attribute }, at: lineOf(marked), suggestions }],
  };
}

/** A suggestion that renames the attribute in all places where the file names it. */
function together(name: string, marked: string): InvalidCase<MessageId> {
  const code = API + marked.replaceAll(/[«»]/g, '');
  const data = { attribute: 'firstName' };
  const output = code.replaceAll('first_name', 'firstName');
  const suggestions = [{ messageId: 'useCamelCase' as const, data, output }];
  const at = lineOf(marked);
  return {
    name,
    settings,
    code,
    errors: [{ messageId: 'droppedAttribute', data: { ...data, key: 'first_name' }, at, suggestions }],
  };
}

function lineOf(marked: string): string {
  return marked.split('\n').find(line => line.includes('«'))!;
}

/** Where the key of a profile may stand. */
const PLACES: Record<string, string> = {
  'a payload without the object around it':
    "profiles.createOrUpdateProfile({ type: 'profile', attributes: { email, «first_name»: 'Ada' } });",
  'the call': profile("{ email, «first_name»: 'Ada' }"),
  'a variable': `const attributes = { email, «first_name»: 'Ada' };\n${profile('attributes')}`,
  'a variable that is read by another name': `const attributes = { email, «first_name»: 'Ada' };\nif (attributes.email) ${profile('attributes')}`,
  'a spread': `const name = { «first_name»: 'Ada' };\n${profile('{ email, ...name }')}`,
  'a spread under a condition': profile('{ email, ...(name && { «first_name»: name }) }'),
  'a later assignment': `const attributes = { email };\nattributes.«first_name» = 'Ada';\n${profile('attributes')}`,
  'an assignment deep below':
    "const payload = { data: { type: 'profile', attributes: { email } } };\npayload.data.attributes.«first_name» = 'Ada';\nprofiles.createOrUpdateProfile(payload);",
  'a function': `const attributesOf = person => ({ email: person.email, «first_name»: person.name });\n${profile('attributesOf(person)')}`,
  'the argument of a wrapper': `const save = attributes => ${profile('attributes').slice(0, -1)};\nsave({ email, «first_name»: 'Ada' });`,
  'one of two alternatives': profile("isKnown ? { email } : { email, «first_name»: 'Ada' }"),
};

const silent = (name: string, code: string, sdk: Record<string, unknown> = { sdkVersion: '23.0.0' }): ValidCase => ({
  name,
  settings: { klaviyo: sdk },
  code: API + code,
});

const READY =
  "import { Profiles } from 'klaviyo-api';\nProfiles.createProfile({ data: { type: 'profile', attributes: { first_name: 'Ada' } } });";
const event = (attributes: string): string =>
  `events.createEvent({ data: { type: 'event', attributes: ${attributes} } });`;

testRule(rule, {
  valid: [
    silent('camelCase', profile("{ email, firstName: 'Ada', phoneNumber, externalId }")),
    silent(
      'what is in properties',
      profile("{ email, properties: { first_name: 'Ada', loyalty: { tier_name: 'gold' } } }"),
    ),
    silent(
      'what is in the properties of an event',
      event('{ uniqueId, metric, profile, properties: { order_id: id, $extra: { line_items: [] } } }'),
    ),
    silent(
      'the record of a custom object',
      "import { CustomObjects } from 'klaviyo-api';\nCustomObjects.createDataSourceRecord({ data: { type: 'data-source-record-create-job', attributes: { dataSourceRecord: { data: { type: 'data-source-record', attributes: { record: { order_id: 1 } } } } } } });",
    ),
    silent(
      'a list without elements',
      "events.bulkCreateEvents({ data: { type: 'event-bulk-create-job', attributes: { eventsBulkCreate: { data: [] } } } });",
    ),
    silent(
      'a raw request',
      "fetch('https://a.klaviyo.com/api/profile-import', { method: 'POST', body: JSON.stringify({ data: { type: 'profile', attributes: { first_name: 'Ada' } } }) });",
    ),
    silent(
      'a payload for an API of our own',
      "import { people } from './crm.js';\npeople.createOrUpdateProfile({ data: { type: 'profile', attributes: { first_name: 'Ada' } } });",
    ),
    silent(
      'a payload of our own without the object around it',
      "import { people } from './crm.js';\npeople.createOrUpdateProfile({ type: 'profile', attributes: { first_name: 'Ada' } });",
    ),
    silent(
      'what is in properties, without the object around the payload',
      "profiles.createOrUpdateProfile({ type: 'profile', attributes: { email, properties: { first_name: 'Ada' } } });",
    ),
    silent('an object that goes nowhere', "const attributes = { first_name: 'Ada' };"),
    silent('options of a call', 'profiles.getProfiles({ page_size: 20 });'),
    silent(
      'keys that are turned into camelCase by a package',
      `import { camelizeKeys } from 'humps';\n${profile("camelizeKeys({ first_name: 'Ada' })")}`,
    ),
    silent(
      'keys that are turned into camelCase by hand',
      `const camel = text => text.replace(/_./g, ([, letter]) => letter.toUpperCase());\nconst attributes = {};\nfor (const [name, value] of Object.entries(row)) attributes[camel(name)] = value;\n${profile('attributes')}`,
    ),
    silent(
      'keys that a function of the project turns into camelCase',
      `function camelize(value) {\n  if (!value) return value;\n  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.replace(/_./g, upper), camelize(inner)]));\n}\n${profile("camelize({ first_name: 'Ada' })")}`,
    ),
    silent(
      'keys that a helper changes in place',
      `const attributes = { email, first_name: 'Ada' };\ntoCamelCase(attributes);\n${profile('attributes')}`,
    ),
    silent(
      'keys of an assignment that a helper changes later',
      `const payload = { data: { type: 'profile', attributes: { email } } };\npayload.data.attributes.first_name = 'Ada';\nprofiles.createOrUpdateProfile(camelcaseKeys(payload, { deep: true }));`,
    ),
    silent(
      'keys that a function returns to another that converts them',
      `const attributesOf = person => ({ first_name: person.name });\n${profile('renameKeys(attributesOf(person))')}`,
    ),
    silent(
      'a key that is taken out again',
      `const attributes = { email, first_name: 'Ada' };\ndelete attributes.first_name;\n${profile('attributes')}`,
    ),
    silent(
      'a value of several types, which is sent as it is',
      "campaigns.createCampaign({ data: { type: 'campaign', attributes: { name, audiences, campaignMessages, sendStrategy: { method: 'static', datetime, options_static: {} } } } });",
    ),
    silent('a release that sends what it is given', READY, { sdkVersion: '5.1.0' }),
    silent(
      'a release that may be one of those',
      `import { ConfigWrapper } from 'klaviyo-api';\nConfigWrapper(key);\n${READY}`,
      {},
    ),
    silent('a mocked SDK', `vi.mock('klaviyo-api');\n${profile("{ first_name: 'Ada' }")}`),
  ],
  invalid: [
    ...Object.entries(PLACES).map(([name, marked]) => mended(`in ${name}`, marked, 'first_name', 'firstName')),
    mended('a shorthand', profile('{ email, «first_name» }'), 'first_name', 'firstName', 'firstName: first_name'),
    mended('a quoted key', profile("{ email, «'first_name'»: 'Ada' }"), 'first_name', 'firstName', "'firstName'"),
    mended('a computed key', profile("{ email, [«'first_name'»]: 'Ada' }"), 'first_name', 'firstName', "'firstName'"),
    mended('a key of the old API', profile("{ email, «$first_name»: 'Ada' }"), '$first_name', 'firstName'),
    mended(
      'a key below an attribute',
      profile("{ email, location: { «address_1»: 'Main St' } }"),
      'address_1',
      'address1',
    ),
    mended(
      'an event without an id of its own',
      event('{ «unique_id»: id, metric, profile, properties }'),
      'unique_id',
      'uniqueId',
    ),
    mended(
      'the profile of an event',
      event("{ uniqueId, metric, profile: { data: { type: 'profile', attributes: { «external_id»: id } } } }"),
      'external_id',
      'externalId',
    ),
    mended(
      'consent, four levels below',
      "profiles.bulkSubscribeProfiles({ data: { type: 'profile-subscription-bulk-create-job', attributes: { profiles: { data: people.map(({ email, at }) => ({ type: 'profile', attributes: { email, subscriptions: { email: { marketing: { consent: 'SUBSCRIBED', «consented_at»: at } } } } })) } } } });",
      'consented_at',
      'consentedAt',
    ),
    mended(
      'an alias of a method',
      "events.createEventBulkCreateJob({ data: { type: 'event-bulk-create-job', attributes: { «'events-bulk-create'»: { data: [] } } } });",
      'events-bulk-create',
      'eventsBulkCreate',
      "'eventsBulkCreate'",
    ),
    mended(
      'the second argument',
      "campaigns.updateCampaign(id, { data: { type: 'campaign', id, attributes: { «send_strategy»: strategy } } });",
      'send_strategy',
      'sendStrategy',
    ),
    suggested(
      'where the object is sent by somebody else too',
      `const attributes = { email, «first_name»: 'Ada' };\nawait crm.save(attributes);\n${profile('attributes')}`,
      'first_name',
      'firstName',
    ),
    together(
      'where the key is read',
      `const attributes = { email, «first_name»: 'Ada' };\nconsole.log(attributes.first_name);\n${profile('attributes')}`,
    ),
    suggested(
      'where the object is exported',
      `export const attributes = { email, «first_name»: 'Ada' };\n${profile('attributes')}`,
      'first_name',
      'firstName',
    ),
    together(
      'where a type of our own describes it',
      `interface Person { email: string; first_name: string }\nconst person: Person = { email, «first_name»: 'Ada' };\n${profile('person')}`,
    ),
    suggested(
      'where a function is exported',
      `export function attributesOf(person) { return { email: person.email, «first_name»: person.name }; }\n${profile('attributesOf(person)')}`,
      'first_name',
      'firstName',
    ),
    {
      name: 'a ready object, where nobody names the release',
      code: READY,
      errors: [
        {
          messageId: 'droppedAttribute',
          data: { key: 'first_name', attribute: 'firstName' },
          at: 'first_name',
          suggestions: [
            {
              messageId: 'useCamelCase',
              data: { attribute: 'firstName' },
              output: READY.replace('first_name', 'firstName'),
            },
          ],
        },
      ],
    },
    {
      name: 'both names',
      settings,
      code: API + profile("{ email, firstName: 'Ada', first_name: 'Ada' }"),
      errors: [{ messageId: 'givenTwice', data: { key: 'first_name', attribute: 'firstName' }, at: 'first_name' }],
    },
    {
      name: 'both names, one of them from a spread',
      settings,
      code: `${API}const person = { firstName: 'Ada' };\n${profile("{ ...person, first_name: 'Ada' }")}`,
      errors: [{ messageId: 'givenTwice', data: { key: 'first_name', attribute: 'firstName' }, at: 'first_name' }],
    },
    {
      name: 'data of our own outside of properties',
      settings,
      code: API + profile("{ email, loyalty_tier: 'gold' }"),
      errors: [{ messageId: 'unknownAttribute', data: { key: 'loyalty_tier', attribute: '' }, at: 'loyalty_tier' }],
    },
    {
      name: 'once, though several calls send it',
      settings,
      code: `${API}const attributes = { email, first_name: 'Ada' };\n${profile('attributes')}\n${profile('attributes')}`,
      output: `${API}const attributes = { email, firstName: 'Ada' };\n${profile('attributes')}\n${profile('attributes')}`,
      errors: [
        { messageId: 'droppedAttribute', data: { key: 'first_name', attribute: 'firstName' }, at: 'first_name' },
      ],
    },
  ],
});
