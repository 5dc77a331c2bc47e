import rule from '../../../eslint-plugin-customerio/rules/no-compliance-override.ts';
import { type InvalidCase, testRule, type ValidCase } from '../../eslint-plugin/rule-tester.ts';

const CLIENT = `import { APIClient, RegionUS, SendEmailRequest } from 'customerio-node';
const client = new APIClient(process.env.CIO_APP_KEY, { region: RegionUS });
const base = { to: 'a', identifiers: { id: 1 }, transactional_message_id: 1 };
`;
const send = (options: string): string => `client.sendEmail(new SendEmailRequest({ ...base, ${options} }));`;

const SILENT: Record<string, string> = {
  neither: send('tracked: true'),
  'both switched off': send('send_to_unsubscribed: false, disable_message_retention: false'),
  'a decision of the code': send('send_to_unsubscribed: isReset'),
  'one of two': send('send_to_unsubscribed: isReset ? true : false'),
  'a reason above': send(
    '\n// People who unsubscribed still need to reset their password.\nsend_to_unsubscribed: true',
  ),
  'a reason above both': send(
    '\n// A new password is needed by everybody, and is secret.\nsend_to_unsubscribed: true,\ndisable_message_retention: true,\n',
  ),
  'a class that extends another':
    "import { Message } from './message';\nclass Offer extends Message { constructor() { super({ send_to_unsubscribed: true }); } }",
  'a message of our own': 'const request = newRequest();\nrequest.message.send_to_unsubscribed = true;',
  'a request that leaves it to the code':
    'const request = new SendEmailRequest(base);\nrequest.message.send_to_unsubscribed = isReset;',
  'a reason above an assignment':
    'const request = new SendEmailRequest(base);\n// Receipts are owed to everybody.\nrequest.message.send_to_unsubscribed = true;',
  'a reason behind': send('\nsend_to_unsubscribed: true, // receipts are owed to everybody\n'),
  'a reason in a block': send(
    '\n/* A receipt is no advertising:\n   the law asks for it. */\nsend_to_unsubscribed: true',
  ),
  'a reason for the other': send('\n// holds a one-time code\ndisable_message_retention: true'),
  'an object of our own': 'const settings = { send_to_unsubscribed: true };',
  'a method of our own': 'mailer.sendEmail({ send_to_unsubscribed: true });',
  'a raw request elsewhere':
    "fetch('https://mail.example/v1/send/email', { method: 'POST', body: JSON.stringify({ send_to_unsubscribed: true }) });",
};

const DUE: Record<string, [messageId: 'unsubscribed' | 'noCopy', code: string]> = {
  'people who have unsubscribed': ['unsubscribed', send('«send_to_unsubscribed»: true')],
  'no copy': ['noCopy', send('«disable_message_retention»: true')],
  'a constant': ['unsubscribed', `const always = true;\n${send('«send_to_unsubscribed»: always')}`],
  'an assignment': [
    'unsubscribed',
    'const options = { ...base };\noptions.«send_to_unsubscribed» = true;\nclient.sendEmail(new SendEmailRequest(options));',
  ],
  'what a wrapper is given': [
    'unsubscribed',
    'const send = options => client.sendEmail(new SendEmailRequest({ ...base, ...options }));\nsend({ «send_to_unsubscribed»: true });',
  ],
  'what a method is given': [
    'unsubscribed',
    'class Mail { send(options) { return client.sendEmail(new SendEmailRequest({ ...base, ...options })); } }\nnew Mail().send({ «send_to_unsubscribed»: true });',
  ],
  'a class that extends the one of the SDK': [
    'unsubscribed',
    'class Offer extends SendEmailRequest { constructor(to) { super({ ...base, to, «send_to_unsubscribed»: true }); } }',
  ],
  'an assignment to what is sent': [
    'unsubscribed',
    'const request = new SendEmailRequest(base);\nrequest.message.«send_to_unsubscribed» = true;\nclient.sendEmail(request);',
  ],
  'a reason behind the other option': [
    'noCopy',
    send('\nsend_to_unsubscribed: true, // receipts are owed to everybody\n«disable_message_retention»: true'),
  ],
  'a push message': [
    'noCopy',
    "import { SendPushRequest } from 'customerio-node';\nclient.sendPush(new SendPushRequest({ ...base, «disable_message_retention»: true }));",
  ],
  'a request that is not sent here': [
    'unsubscribed',
    'export const request = new SendEmailRequest({ ...base, «send_to_unsubscribed»: true });',
  ],
  'a raw request': [
    'unsubscribed',
    "fetch('https://api-eu.customer.io/v1/send/email', { method: 'POST', body: JSON.stringify({ ...base, «send_to_unsubscribed»: true }) });",
  ],
  'a directive is no reason': [
    'unsubscribed',
    send('\n// @ts-expect-error the types are wrong\n«send_to_unsubscribed»: true'),
  ],
  'code in a comment is no reason': ['noCopy', send('\n// tracked: false,\n«disable_message_retention»: true')],
  'a comment further up is no reason': [
    'unsubscribed',
    send('\n// for receipts only\ntracked: true,\n«send_to_unsubscribed»: true'),
  ],
  'a comment behind the option before is no reason': [
    'unsubscribed',
    send('\ntracked: true, // count what is opened\n«send_to_unsubscribed»: true'),
  ],
};

testRule(rule, {
  valid: [
    ...Object.entries(SILENT).map(([name, code]): ValidCase => ({ name, code: CLIENT + code })),
    { name: 'a test', filename: 'mail.test.ts', code: CLIENT + send('send_to_unsubscribed: true') },
  ],
  invalid: Object.entries(DUE).map(([name, [messageId, marked]]): InvalidCase<'unsubscribed' | 'noCopy'> => ({
    name,
    code: CLIENT + marked.replaceAll(/[«»]/g, ''),
    errors: [{ messageId, at: marked }],
  })),
});
