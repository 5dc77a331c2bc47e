import rule from '../../../eslint-plugin/rules/valid-phone-number.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

type MessageId = 'notE164' | 'impossible' | 'empty' | 'notValidated' | 'useE164' | 'useUndefined';
type Options = [{ requireValidation?: boolean }];

const SDK = "import { ProfilesApi } from 'klaviyo-api';\nconst profiles = new ProfilesApi(session);\n";
const VALIDATED: Options = [{ requireValidation: true }];

const upsert = (attributes: string): string =>
  `profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: ${attributes} } });`;
const sdk = (value: string): string => `${SDK}${upsert(`{ phoneNumber: ${value} }`)}`;
const raw = (value: string, url = 'https://a.klaviyo.com/api/profile-import'): string =>
  `fetch('${url}', { method: 'POST', body: JSON.stringify({ data: { type: 'profile', attributes: { phone_number: ${value} } } }) });`;

/** An error at a literal, with the suggestion that writes its number in E.164. */
function notE164(code: string, literal: string, number?: string): InvalidCase<MessageId, Options>['errors'] {
  const suggestions = number
    ? [{ messageId: 'useE164' as const, data: { number }, output: code.replace(literal, `'${number}'`) }]
    : undefined;
  return [{ messageId: 'notE164', at: literal, ...(suggestions && { suggestions }) }];
}

const WITH_COUNTRY: Record<string, [literal: string, number: string]> = {
  spaces: ["'+1 500 555 0006'", '+15005550006'],
  'dashes and parentheses': ["'+1 (500) 555-0006'", '+15005550006'],
  dots: ["'+1.500.555.0006'", '+15005550006'],
  'two zeros in place of the plus sign': ["'00442079460958'", '+442079460958'],
  'a zero that is left out abroad': ["'+44 (0)20 7946 0958'", '+442079460958'],
  'a scheme': ["'tel:+15005550006'", '+15005550006'],
  'an extension': ["'+1 500 555 0006 ext. 42'", '+15005550006'],
  'a space at the end': ["'+15005550006 '", '+15005550006'],
};

/** No number in E.164 begins like this. */
const PREFIXED_WRONG = [
  '`0${number}`',
  "'00' + number",
  '`0${area} ${number}`',
  '`+0${number}`',
  '`49${number}`',
  "number.replace(/^/, '0')",
];

const PREFIXED_RIGHT: Record<string, string> = {
  'a plus sign before what is not known': sdk('`+${number}`'),
  'a code of a country before what is not known': sdk("'+49' + number"),
  'what is not known before a text': sdk("number + '0'"),
  'an area that is not known': sdk('`${area}0${number}`'),
  'a word before what is not known': sdk('`tel:${number}`'),
  'one of two that may be right': sdk('isLocal ? `0${number}` : number'),
  'a prefix that is replaced': `${SDK}const local = \`0\${number}\`;\n${upsert("{ phoneNumber: local.replace(/^0/, '+49') }")}`,
  'a sign that is put before it': `${SDK}${upsert("{ phoneNumber: number.replace(/^/, '+') }")}`,
  'a known number that is made right': `${SDK}${upsert(String.raw`{ phoneNumber: '(500) 555-0006'.replace(/\D/g, '').replace(/^/, '+1') }`)}`,
  'a prefix that a function rewrites': `${SDK}import { toE164 } from './phone';\n${upsert('{ phoneNumber: toE164(`0${number}`) }')}`,
  'a property of its own': `${SDK}${upsert('{ properties: { phoneNumber: `0${number}` } }')}`,
};

const WITHOUT_COUNTRY: Record<string, string> = {
  'no code of a country': "'5005550006'",
  'a national form': "'(500) 555-0006'",
  'a national form with a zero': "'020 7946 0958'",
  'a code without a plus sign': "'15005550006'",
  'a number of JavaScript': '15005550006',
  'a filler': "'N/A'",
};

const WAYS: Record<string, string> = {
  'a constant': `${SDK}const PHONE = «'5005550006'»;\n${upsert('{ phoneNumber: PHONE }')}`,
  'a fallback': sdk("phone || «'5005550006'»"),
  'an assignment to a part': `${SDK}const attributes = { email };\nattributes.phoneNumber = «'5005550006'»;\n${upsert('attributes')}`,
  'a wrapper': `${SDK}const save = phoneNumber => ${upsert('{ phoneNumber }')}\nsave(«'5005550006'»);`,
  'the profile of an event': `import { Events } from 'klaviyo-api';\nEvents.createEvent({ data: { type: 'event', attributes: { properties, profile: { data: { type: 'profile', attributes: { phoneNumber: «'5005550006'» } } } } } });`,
  'a list of profiles': `${SDK}profiles.bulkSubscribeProfiles({ data: { attributes: { profiles: { data: [{ type: 'profile', attributes: { phoneNumber: «'5005550006'» } }] } } } });`,
  'a raw body': raw("«'5005550006'»"),
  'the API for browsers': raw("«'5005550006'»", 'https://a.klaviyo.com/client/subscriptions?company_id=AbC123'),
  axios:
    "import axios from 'axios';\naxios.post('https://a.klaviyo.com/api/profiles', { data: { attributes: { phone_number: «'5005550006'» } } });",
};

/** Where the empty text is sent; undefined is what to send in its place. */
const EMPTY: Record<string, string> = {
  'a fallback': sdk("phone || ''"),
  'a fallback for null': sdk("phone ?? ''"),
  'a branch': raw("phone ? phone : ''"),
  'a fallback of a function that validates': sdk("toE164(phone) || ''"),
  'the last of several': sdk("phone || mobile || ''"),
  'a wrapper': `${SDK}const save = user => ${upsert("{ phoneNumber: user.phone || '' }")}\nsave(user);`,
};

const VALIDATIONS: Record<string, string> = {
  'a phone library': `import { parsePhoneNumber } from 'libphonenumber-js';\n${sdk('parsePhoneNumber(phone).number')}`,
  'a phone library, before': `import isValid from 'libphonenumber-js';\n${SDK}function save(phone) { if (!isValid(phone)) return; ${upsert('{ phoneNumber: phone }')} }`,
  'a regular expression': `${SDK}function save(phone) { if (!/^\\+\\d+$/.test(phone)) throw new Error('phone'); ${upsert('{ phoneNumber: phone }')} }`,
  'match of a text': `${SDK}function save(user) { if (!user.phone.match(E164)) return; ${upsert('{ phoneNumber: user.phone }')} }`,
  'a function whose name says so': sdk('toE164(phone)'),
  'a function that checks a part': `${SDK}function save(user) { assertValidPhone(user.phone); ${upsert('{ phoneNumber: user.phone }')} }`,
  'the caller': `${SDK}const save = phone => ${upsert('{ phoneNumber: phone }')}\nsave(normalizePhone(form.phone));`,
  'a schema': `${SDK}const form = schema.parse(body);\n${upsert('{ phoneNumber: form.phone }')}`,
};

testRule(rule, {
  valid: [
    ...["'+15005550006'", "'+442079460958'", '`+15005550006`', "''", 'null', 'undefined'].map(
      (value): ValidCase<Options> => ({ name: `accepted: ${value}`, code: sdk(value), options: VALIDATED }),
    ),
    ...["'<PHONE>'", "'+1XXXXXXXXXX'", "'{{ person.phone }}'", "'YOUR_PHONE_NUMBER'", "'--'"].map(
      (value): ValidCase<Options> => ({ name: `a placeholder: ${value}`, code: sdk(value) }),
    ),
    { name: 'a value that is not known', code: sdk('user.phone') },
    {
      name: 'a number of several constants in E.164',
      code: `${SDK}const NUMBER = '2079460958';\n${upsert('{ phoneNumber: `+44${NUMBER}` }')}`,
    },
    ...Object.entries({
      'a fallback to undefined': sdk('phone || undefined'),
      'a key that is left out': `${SDK}${upsert('{ ...(phone && { phoneNumber: phone }) }')}`,
      'a variable that is filled in later': `${SDK}let phone = '';\nif (user.phone) phone = user.phone;\n${upsert('{ phoneNumber: phone }')}`,
      'an empty text that is given to a function': sdk("toE164(phone || '')"),
      'a key that is taken out again': `${SDK}const attributes = { phoneNumber: phone || '' };\nif (!phone) delete attributes.phoneNumber;\n${upsert('attributes')}`,
      'a form that is not sent': `${SDK}const form = { phoneNumber: user.phone || '' };\nshow(form);`,
      'an empty text in our own data': `${SDK}${upsert("{ properties: { phone_number: phone || '' } }")}`,
    }).map(([name, code]): ValidCase<Options> => ({ name, code })),
    { name: 'a text with an unknown part', code: sdk('`+${code}${number}`') },
    { name: 'a key of our own data', code: `${SDK}${upsert("{ properties: { phone_number: '5005550006' } }")}` },
    { name: 'another key', code: `${SDK}${upsert("{ fax: '5005550006' }")}` },
    { name: 'a payload of another vendor', code: raw("'5005550006'", 'https://api.sms.example/v1/klaviyo') },
    {
      name: 'an object that is not sent',
      code: `${SDK}const contact = { phoneNumber: '5005550006' };\nshow(contact);`,
    },
    { name: 'a test', filename: 'test/profiles.test.js', code: sdk("'5005550006'") },
    { name: 'a literal that is parsed', code: sdk("toE164('(500) 555-0006')") },
    {
      name: 'a literal that is rewritten',
      code: `${SDK}const PHONE = '+1 (500) 555-0006';\n${upsert("{ phoneNumber: PHONE.replace(/[^+\\d]/g, '') }")}`,
    },
    {
      name: 'a literal that a wrapper rewrites',
      code: `${SDK}const digits = text => text.replace(/[^+\\d]/g, '');\nconst save = phone => ${upsert('{ phoneNumber: digits(phone) }')}\nsave('+1 (500) 555-0006');`,
    },
    ...Object.entries(PREFIXED_RIGHT).map(([name, code]): ValidCase<Options> => ({ name, code })),
    ...Object.entries(VALIDATIONS).map(([name, code]): ValidCase<Options> => ({ name, code, options: VALIDATED })),
  ],
  invalid: [
    ...Object.entries(EMPTY).map(([name, code]): InvalidCase<MessageId, Options> => {
      const suggestion = { messageId: 'useUndefined' as const, output: code.replace("''", 'undefined') };
      return { name: `empty: ${name}`, code, errors: [{ messageId: 'empty', at: "''", suggestions: [suggestion] }] };
    }),
    ...Object.entries(WITH_COUNTRY).map(([name, [literal, number]]): InvalidCase<MessageId, Options> => {
      const code = sdk(literal);
      return { name, code, errors: notE164(code, literal, number) };
    }),
    ...Object.entries(WITHOUT_COUNTRY).map(([name, literal]): InvalidCase<MessageId, Options> => {
      const code = sdk(literal);
      return { name, code, errors: notE164(code, literal) };
    }),
    ...Object.entries(WAYS).map(([name, marked]): InvalidCase<MessageId, Options> => {
      const code = marked.replaceAll(/[«»]/g, '');
      return { name, code, errors: notE164(code, "'5005550006'") };
    }),
    ...["'+10000000000'", "'+1500555'", "'+999123456789'", "'+123456789012345'"].map(
      (literal): InvalidCase<MessageId, Options> => ({
        name: `no country has it: ${literal}`,
        code: sdk(literal),
        errors: [{ messageId: 'impossible', at: literal }],
      }),
    ),
    ...PREFIXED_WRONG.map((value): InvalidCase<MessageId, Options> => ({
      name: `whatever follows: ${value}`,
      code: sdk(value),
      errors: [{ messageId: 'notE164', at: value }],
    })),
    {
      name: 'a number of several constants',
      code: `${SDK}const COUNTRY = '44';\nconst NUMBER = '2079460958';\n${upsert('{ phoneNumber: `${COUNTRY}${NUMBER}` }')}`,
      errors: [{ messageId: 'notE164', at: '`${COUNTRY}${NUMBER}`' }],
    },
    {
      name: 'a literal in JSON text',
      code: `fetch('https://a.klaviyo.com/api/profiles', { method: 'POST', body: '{"data":{"attributes":{"phone_number":"5005550006"}}}' });`,
      errors: [
        {
          messageId: 'notE164',
          at: `fetch('https://a.klaviyo.com/api/profiles', { method: 'POST', body: '{"data":{"attributes":{"phone_number":"5005550006"}}}' })`,
        },
      ],
    },
    {
      name: 'a value that nothing validates, where that is required',
      code: sdk('user.phone'),
      options: VALIDATED,
      errors: [{ messageId: 'notValidated', at: 'user.phone' }],
    },
    {
      name: 'a value that is checked for something else, where validation is required',
      code: `${SDK}function save(user) { if (!user.phone) return; log(user.phone); ${upsert("{ 'phoneNumber': «user.phone.trim()» }").replaceAll(/[«»]/g, '')} }`,
      options: VALIDATED,
      errors: [{ messageId: 'notValidated', at: 'user.phone.trim()' }],
    },
  ],
});
