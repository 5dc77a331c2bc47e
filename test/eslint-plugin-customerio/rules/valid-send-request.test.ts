import rule from '../../../eslint-plugin-customerio/rules/valid-send-request.ts';
import { type InvalidCase, testRule, type ValidCase, withoutSuggestions } from '../../eslint-plugin/rule-tester.ts';

const IMPORT =
  "import { APIClient, SendEmailRequest, SendPushRequest, SendSMSRequest, RegionUS } from 'customerio-node';\n";
const CLIENT = `${IMPORT}const client = new APIClient(process.env.CIO_APP_KEY, { region: RegionUS });\n`;
const WHO = "to: 'a@b.example', identifiers: { id: user.id }";
const RAW = "fetch('https://api.customer.io/v1/send/email', { method: 'POST', headers, body: JSON.stringify(";

const SILENT: Record<string, string> = {
  'a template': `client.sendEmail(new SendEmailRequest({ ${WHO}, transactional_message_id: 'receipt' }));`,
  'a template by its number': `client.sendEmail(new SendEmailRequest({ ${WHO}, transactional_message_id: 3 }));`,
  'a message of its own': `client.sendEmail(new SendEmailRequest({ ${WHO}, body, subject: 'Hi', from: 'c@d.example' }));`,
  'a template and what replaces its parts': `client.sendEmail(new SendEmailRequest({ ${WHO}, transactional_message_id: 3, body, subject, from }));`,
  'each of the identifiers': `for (const identifiers of [{ id: 1 }, { email: 'a' }, { cio_id: 'b' }]) client.sendEmail(new SendEmailRequest({ to, identifiers, transactional_message_id: 1 }));`,
  'one identifier or the other': `client.sendEmail(new SendEmailRequest({ to, transactional_message_id: 1, identifiers: user.id ? { id: user.id } : { email: user.email } }));`,
  'one identifier or the other, spread': `client.sendEmail(new SendEmailRequest({ to, transactional_message_id: 1, identifiers: { ...(id ? { id } : { email }) } }));`,
  'an identifier that may be missing': `client.sendEmail(new SendEmailRequest({ to, transactional_message_id: 1, identifiers: { id: user?.id, email: user ? undefined : email } }));`,
  'two identifiers of which one may be missing': `export const send = (to: string, email: string, id?: string) => client.sendEmail(new SendEmailRequest({ to, transactional_message_id: 1, identifiers: { id, email } }));`,
  'two identifiers of which one may be undefined': `export const send = (to: string, email: string, id: string | undefined) => client.sendEmail(new SendEmailRequest({ to, transactional_message_id: 1, identifiers: { id, email } }));`,
  'two identifiers of which one may be null': `export const send = (to: string, email: string, { id }: { id: string | null }) => client.sendEmail(new SendEmailRequest({ to, transactional_message_id: 1, identifiers: { id, email } }));`,
  'two identifiers of which one may be missing from an object': `interface Person { id?: string; email: string }\nexport const send = (to: string, who: Person) => client.sendEmail(new SendEmailRequest({ to, transactional_message_id: 1, identifiers: { id: who.id, email: who.email } }));`,
  'two identifiers of which one may be undefined in an object': `export const send = (to: string, who: { id: string | undefined; email: string }) => client.sendEmail(new SendEmailRequest({ to, transactional_message_id: 1, identifiers: { id: who.id, email: who.email } }));`,
  'two identifiers of no known type': `export const send = (to, id, email) => client.sendEmail(new SendEmailRequest({ to, transactional_message_id: 1, identifiers: { id, email } }));`,
  'two identifiers of a type that may be anything': `export const send = (to: string, email: string, id: any) => client.sendEmail(new SendEmailRequest({ to, transactional_message_id: 1, identifiers: { id, email } }));`,
  'options that are given to a function that declares what this is': `async function send(this: Job, options: Options) { await client.sendEmail(new SendEmailRequest({ to: 'a', ...options })); }\nsend.call(job, { identifiers: { id: 1 }, transactional_message_id: 1 });`,
  'identifiers that are not known': `client.sendEmail(new SendEmailRequest({ to, identifiers, transactional_message_id: 1 }));`,
  'options that are not known': 'client.sendEmail(new SendEmailRequest(options));',
  'options that a caller gives': `export const send = options => client.sendEmail(new SendEmailRequest({ to: 'a', ...options }));`,
  'options that are filled in': `const options = { to: 'a' };\noptions.identifiers = { id: 1 };\noptions.transactional_message_id = 4;\nclient.sendEmail(new SendEmailRequest(options));`,
  'a request that is filled in': `const request = new SendEmailRequest({ to: 'a', identifiers: { id: 1 } });\nrequest.message.transactional_message_id = 4;\nclient.sendEmail(request);`,
  'a class that passes on what it is given': `class Mail extends SendEmailRequest { constructor(options) { super({ to: 'a', ...options }); } }`,
  'a class that fills in its message': `class Mail extends SendEmailRequest { constructor(id) { super({ to: 'a' }); this.message.identifiers = { id }; this.message.transactional_message_id = 4; } }`,
  'an attachment': `const request = new SendEmailRequest({ ${WHO}, transactional_message_id: 4 });\nrequest.attach('a.pdf', data);\nclient.sendEmail(request);`,
  'a request that is not known': 'client.sendEmail(request);',
  'a request of another file': "import { request } from './request';\nclient.sendEmail(request);",
  'a request by a cast': 'client.sendEmail(request as SendEmailRequest);',
  'two branches': `let request;\nif (html) request = new SendEmailRequest({ ${WHO}, body: html, subject, from });\nelse request = new SendEmailRequest({ ${WHO}, transactional_message_id: 1 });\nclient.sendEmail(request as SendEmailRequest);`,
  'a push message without an address':
    "client.sendPush(new SendPushRequest({ identifiers: { id: 1 }, transactional_message_id: 'a' }));",
  'a text message': "client.sendSMS(new SendSMSRequest({ identifiers: { id: 1 }, transactional_message_id: 'a' }));",
  'a method of our own': 'mailer.sendEmail({ to });',
  'a client of another package': "import { Client } from 'other';\nnew Client().sendEmail({ to });",
  'a raw request': `${RAW}{ ${WHO}, transactional_message_id: 'receipt' }) });`,
  'a raw request of which nothing is known': `${RAW}message) });`,
  'a raw request elsewhere': `fetch('https://api.other.example/v1/send/email', { method: 'POST', body: JSON.stringify({ to }) });`,
  'an option in another case that is given, too': `client.sendEmail(new SendEmailRequest({ ${WHO}, transactional_message_id: 1, message_data: data, messageData: data }));`,
};

type Due = [messageId: string, data: Record<string, string> | undefined, marked: string];

const DUE: Record<string, Due> = {
  'a plain object': [
    'plainObject',
    { method: 'sendEmail', class: 'SendEmailRequest' },
    `client.sendEmail(«{ ${WHO}, transactional_message_id: 1 }»);`,
  ],
  'a plain object in a constant': [
    'plainObject',
    { method: 'sendPush', class: 'SendPushRequest' },
    'const plain = { identifiers: { id: 1 }, transactional_message_id: 1 };\nclient.sendPush(«plain»);',
  ],
  'a request of another kind': [
    'otherClass',
    { method: 'sendPush', class: 'SendPushRequest', given: 'SendEmailRequest', other: 'sendEmail' },
    `client.sendPush(«new SendEmailRequest({ ${WHO}, transactional_message_id: 1 })»);`,
  ],
  'a class that extends the one of the SDK': [
    'missingOption',
    { options: "'identifiers'", pronoun: 'it' },
    'class Mail extends SendEmailRequest { constructor(to) { super(«{ to, transactional_message_id: 1 }»); } }',
  ],
  'no identifiers': [
    'missingOption',
    { options: "'identifiers'", pronoun: 'it' },
    "client.sendEmail(new SendEmailRequest(«{ to: 'a', transactional_message_id: 1 }»));",
  ],
  'no receiver and no identifiers': [
    'missingOption',
    { options: "'to' and 'identifiers'", pronoun: 'them' },
    'client.sendEmail(new SendEmailRequest(«{ transactional_message_id: 1 }»));',
  ],
  'identifiers that are undefined': [
    'missingOption',
    { options: "'identifiers'", pronoun: 'it' },
    "client.sendEmail(new SendEmailRequest(«{ to: 'a', identifiers: undefined, transactional_message_id: 1 }»));",
  ],
  'a request in a variable': [
    'missingOption',
    { options: "'identifiers'", pronoun: 'it' },
    "const request = new SendEmailRequest(«{ to: 'a', transactional_message_id: 1 }»);\nclient.sendEmail(request);",
  ],
  'a request for a client that is not known': [
    'missingOption',
    { options: "'identifiers'", pronoun: 'it' },
    "export const send = mailer => mailer.send(new SendEmailRequest(«{ to: 'a', transactional_message_id: 1 }»));",
  ],
  'what a wrapper makes of what it is given': [
    'missingOption',
    { options: "'identifiers'", pronoun: 'it' },
    "const send = message => client.sendEmail(new SendEmailRequest(«{ transactional_message_id: 1, ...message }»));\nsend({ to: 'a' });",
  ],
  'one of two calls of a wrapper': [
    'missingOption',
    { options: "'identifiers'", pronoun: 'it' },
    "const send = message => client.sendEmail(new SendEmailRequest({ transactional_message_id: 1, ...message }));\n«send({ to: 'a' })»;\nsend({ to: 'a', identifiers: { id: 1 } });",
  ],
  'a push message without a template': [
    'missingOption',
    { options: "'transactional_message_id'", pronoun: 'it' },
    "client.sendPush(new SendPushRequest(«{ identifiers: { id: 1 }, title: 'a', message: 'b' }»));",
  ],
  'neither template nor text': [
    'missingContent',
    undefined,
    `client.sendEmail(new SendEmailRequest(«{ ${WHO}, message_data: {} }»));`,
  ],
  'a text without a sender': [
    'missingPart',
    { options: "'from'", pronoun: 'it' },
    `client.sendEmail(new SendEmailRequest(«{ ${WHO}, body: html, subject: 'Hi' }»));`,
  ],
  'a text without subject and sender': [
    'missingPart',
    { options: "'subject' and 'from'", pronoun: 'them' },
    `client.sendEmail(new SendEmailRequest(«{ ${WHO}, body: html }»));`,
  ],
  'identifiers of another name': [
    'noIdentifier',
    undefined,
    "client.sendEmail(new SendEmailRequest({ to: 'a', identifiers: «{ userId: 1 }», transactional_message_id: 1 }));",
  ],
  'empty identifiers': [
    'noIdentifier',
    undefined,
    "client.sendEmail(new SendEmailRequest({ to: 'a', identifiers: «{}», transactional_message_id: 1 }));",
  ],
  'two identifiers': [
    'severalIdentifiers',
    undefined,
    "client.sendEmail(new SendEmailRequest({ to: 'a', identifiers: «{ id: user.id, email: user.email }», transactional_message_id: 1 }));",
  ],
  'two identifiers that are parameters': [
    'severalIdentifiers',
    undefined,
    'export const send = (to: string, id: number, email: string) => client.sendEmail(new SendEmailRequest({ to, transactional_message_id: 1, identifiers: «{ id, email }» }));',
  ],
  'two identifiers that are taken from a parameter': [
    'severalIdentifiers',
    undefined,
    'export const send = (to: string, { userId, email }: { userId: string; email: string }) => client.sendEmail(new SendEmailRequest({ to, transactional_message_id: 1, identifiers: «{ id: userId, email }» }));',
  ],
  'two identifiers that are passed to a function that sends them': [
    'severalIdentifiers',
    undefined,
    `interface Message { to: string; transactional_message_id: number; identifiers: { id: number; email: string } }
async function post(message: Message) { await ${RAW}message) }); }
export function sendCode(id: number, email: string) { return post({ to: email, transactional_message_id: 1, identifiers: «{ id, email }» }); }`,
  ],
  'an option in camelCase': [
    'unknownOption',
    { written: 'messageData', option: 'message_data', class: 'SendEmailRequest' },
    `client.sendEmail(new SendEmailRequest({ ${WHO}, transactional_message_id: 1, «messageData»: {} }));`,
  ],
  'a template in camelCase': [
    'unknownOption',
    { written: 'transactionalMessageId', option: 'transactional_message_id', class: 'SendEmailRequest' },
    `client.sendEmail(new SendEmailRequest({ ${WHO}, «transactionalMessageId»: 1 }));`,
  ],
  'a raw request without identifiers': [
    'missingOption',
    { options: "'identifiers'", pronoun: 'it' },
    `${RAW}«{ to: 'a', transactional_message_id: 1 }») });`,
  ],
  'a raw request in the EU': [
    'noIdentifier',
    undefined,
    "fetch('https://api-eu.customer.io/v1/send/push', { method: 'POST', body: JSON.stringify({ identifiers: «{ user_id: 1 }», transactional_message_id: 1 }) });",
  ],
};

testRule(withoutSuggestions(rule), {
  valid: [
    ...Object.entries(SILENT).map(([name, code]): ValidCase => ({ name, code: CLIENT + code })),
    { name: 'a test', filename: 'mail.test.ts', code: `${IMPORT}new SendEmailRequest({});` },
    {
      name: 'a module that replaces the SDK',
      code: `${IMPORT}vi.mock('customerio-node');\nnew APIClient('a').sendEmail({});`,
    },
  ],
  invalid: Object.entries(DUE).map(([name, [messageId, data, marked]]) => ({
    name,
    code: CLIENT + marked.replaceAll(/[«»]/g, ''),
    errors: [{ messageId, ...(data && { data }), at: marked }],
  })) as InvalidCase<'missingContent'>[],
});

testRule(rule, {
  valid: [],
  invalid: [
    {
      name: 'the suggestion makes the object, with its import',
      code: "import { APIClient } from 'customerio-node';\nnew APIClient(key).sendPush({ identifiers: { id: 1 }, transactional_message_id: 1 });",
      errors: [
        {
          messageId: 'plainObject',
          data: { method: 'sendPush', class: 'SendPushRequest' },
          at: '{ identifiers: { id: 1 }, transactional_message_id: 1 }',
          suggestions: [
            {
              messageId: 'makeInstance',
              data: { class: 'SendPushRequest' },
              output:
                "import { APIClient, SendPushRequest } from 'customerio-node';\nnew APIClient(key).sendPush(new SendPushRequest({ identifiers: { id: 1 }, transactional_message_id: 1 }));",
            },
          ],
        },
      ],
    },
    ...[
      ['messageData: data', 'message_data: data'],
      ["'messageData': data", "'message_data': data"],
      ['messageData', 'message_data: messageData'],
    ].map(([before = '', after = '']): InvalidCase<'unknownOption' | 'writeOption'> => ({
      name: `the option is renamed: ${before}`,
      code: `${IMPORT}new SendEmailRequest({ ${WHO}, transactional_message_id: 1, ${before} });`,
      errors: [
        {
          messageId: 'unknownOption',
          data: { written: 'messageData', option: 'message_data', class: 'SendEmailRequest' },
          at: before.split(':')[0] ?? '',
          suggestions: [
            {
              messageId: 'writeOption',
              data: { option: 'message_data' },
              output: `${IMPORT}new SendEmailRequest({ ${WHO}, transactional_message_id: 1, ${after} });`,
            },
          ],
        },
      ],
    })),
  ],
});
