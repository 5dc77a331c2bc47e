import rule from '../../../eslint-plugin-customerio/rules/require-message-data.ts';
import { type InvalidCase, testRule, type ValidCase } from '../../eslint-plugin/rule-tester.ts';

const CLIENT = `import { APIClient, RegionUS, SendEmailRequest } from 'customerio-node';
const client = new APIClient(process.env.CIO_APP_KEY, { region: RegionUS });
const who = { to: 'a', identifiers: { id: 1 } };
`;
const OPTIONS: [{ templates: Record<string, string[]> }] = [
  { templates: { receipt: ['order.total', 'name'], 3: ['code'] } },
];
const send = (options: string): string => `client.sendEmail(new SendEmailRequest({ ...who, ${options} }));`;
const receipt = (data: string): string => send(`transactional_message_id: 'receipt', message_data: ${data}`);

const SILENT: Record<string, string> = {
  'every field': receipt('{ order: { total: 9 }, name }'),
  'more fields': receipt('{ order: { total: 9, number: 2 }, name, other: 1 }'),
  'a field of something that is not known': receipt('{ order, name }'),
  'data that is not known': receipt('data'),
  'a spread that is not known': receipt('{ ...data }'),
  'a template that is not declared': send("transactional_message_id: 'welcome', message_data: {}"),
  'a template that is not known': send('transactional_message_id: template, message_data: {}'),
  'a message without a template': send('body, subject, from'),
  'data for one of two templates': receipt('isOrder ? { order: { total: 9 }, name } : { code }'),
  'a class that fills in its data':
    "class Receipt extends SendEmailRequest { constructor(name, order) { super({ ...who, transactional_message_id: 'receipt', message_data: {} }); this.message.message_data = { name, order }; } }",
  'a class that is given its data':
    "class Receipt extends SendEmailRequest { constructor(message_data) { super({ ...who, transactional_message_id: 'receipt', message_data }); } }",
  'data that is filled in': `const data = { name };\ndata.order = { total: 9 };\n${receipt('data')}`,
  'a method of our own': "mailer.sendEmail({ transactional_message_id: 'receipt', message_data: {} });",
};

type Due = [messageId: 'missingField' | 'missingData', template: string, fields: string, code: string];

const DUE: Record<string, Due> = {
  'a field': ['missingField', 'receipt', "'name'", receipt('«{ order: { total: 9 } }»')],
  'a field of a field': ['missingField', 'receipt', "'order.total'", receipt('«{ order: { sum: 9 }, name }»')],
  'every field': ['missingField', 'receipt', "'order.total' and 'name'", receipt('«{}»')],
  'another name': ['missingField', '3', "'code'", send('transactional_message_id: 3, message_data: «{ Code: 1 }»')],
  'a class that extends the one of the SDK': [
    'missingField',
    'receipt',
    "'name'",
    "class Receipt extends SendEmailRequest { constructor(order) { super({ ...who, transactional_message_id: 'receipt', message_data: «{ order }» }); } }",
  ],
  'no data': [
    'missingData',
    '3',
    "'code'",
    `client.sendEmail(new SendEmailRequest(«{ ...who, transactional_message_id: '3' }»));`,
  ],
  'data in a constant': ['missingField', 'receipt', "'order.total'", `const data = «{ name }»;\n${receipt('data')}`],
  'what a wrapper is given': [
    'missingField',
    'receipt',
    "'name'",
    `const send = (id, data) => client.sendEmail(new SendEmailRequest({ ...who, transactional_message_id: id, message_data: data }));\nsend('receipt', «{ order: { total: 9 } }»);`,
  ],
  'a raw request': [
    'missingField',
    '3',
    "'code'",
    "fetch('https://api.customer.io/v1/send/email', { method: 'POST', body: JSON.stringify({ ...who, transactional_message_id: 3, message_data: «{ name }» }) });",
  ],
};

testRule(rule, {
  valid: [
    ...Object.entries(SILENT).map(([name, code]): ValidCase<typeof OPTIONS> => ({
      name,
      code: CLIENT + code,
      options: OPTIONS,
    })),
    { name: 'nothing is declared', code: CLIENT + receipt('{}') },
    { name: 'a test', filename: 'mail.test.ts', code: CLIENT + receipt('{}'), options: OPTIONS },
  ],
  invalid: Object.entries(DUE).map(
    ([name, [messageId, template, fields, marked]]): InvalidCase<'missingField' | 'missingData', typeof OPTIONS> => ({
      name,
      code: CLIENT + marked.replaceAll(/[«»]/g, ''),
      options: OPTIONS,
      errors: [
        {
          messageId,
          data: { template, fields, pronoun: fields.includes(' and ') ? 'them' : 'it' },
          at: marked,
        },
      ],
    }),
  ),
});
