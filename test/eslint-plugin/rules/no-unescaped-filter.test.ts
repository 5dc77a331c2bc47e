import rule from '../../../eslint-plugin/rules/no-unescaped-filter.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

type MessageId = 'unescaped' | 'useFilterBuilder' | 'useJsonString';
type Suggestions = NonNullable<InvalidCase<MessageId>['errors'][number]['suggestions']>;

const SDK = "import { ProfilesApi } from 'klaviyo-api';\nconst profiles = new ProfilesApi(session);\n";
const WITH_BUILDER = SDK.replace('{ ProfilesApi }', '{ ProfilesApi, FilterBuilder }');
const find = (filter: string): string => `profiles.getProfiles({ filter: ${filter} });`;
const findBy = (value: string): string => `equals(email,"\${${value}}")`;

/** An error at a filter, with what is suggested in its place. */
function unescaped(
  code: string,
  at: string,
  { values, stringified, built }: { values: string; stringified?: string; built?: string },
): InvalidCase<MessageId>['errors'] {
  const suggestions: Suggestions = [
    ...(built === undefined
      ? []
      : [
          {
            messageId: 'useFilterBuilder' as const,
            output: code.replace(at, () => built).replace(SDK, WITH_BUILDER),
          },
        ]),
    ...(stringified === undefined
      ? []
      : [{ messageId: 'useJsonString' as const, output: code.replace(at, () => stringified) }]),
  ];
  return [{ messageId: 'unescaped', data: { values }, at, ...(suggestions.length > 0 && { suggestions }) }];
}

const LIMITED: Record<string, string> = {
  'a strict regular expression before it': `function find(email) { if (!/^[A-Za-z0-9.@_+-]+$/.test(email)) throw new Error('email'); return ${find(`\`${findBy('email')}\``)} }`,
  'a strict regular expression in a constant': `const SAFE = /^[\\w.@+-]+$/;\nfunction find(email) { if (!SAFE.test(email)) return null; return ${find(`\`${findBy('email')}\``)} }`,
  'a condition around it': `function find(email) { if (/^[\\w.@+-]+$/.test(email)) return ${find(`\`${findBy('email')}\``)} }`,
  'a condition in the expression': `const find = email => /^[\\w.@+-]+$/.test(email) ? ${find(`\`${findBy('email')}\``).replace(';', '')} : null;`,
  'the caller': `const find = email => ${find(`\`${findBy('email')}\``)}\nfunction load(email) { if (!/^[\\w.@+-]+$/.test(email)) return; find(email); }`,
  'a list of what is allowed': `function find(email) { if (!KNOWN.includes(email)) return; ${find(`\`${findBy('email')}\``)} }`,
  'a set of what is allowed': `function find(email) { if (!KNOWN.has(email)) return; ${find(`\`${findBy('email')}\``)} }`,
  'a comparison with a constant': `function find(email) { if (email === 'a@b.c') ${find(`\`${findBy('email')}\``)} }`,
  'a search for a quote': `function find(email) { if (email.includes('"')) throw new Error('email'); ${find(`\`${findBy('email')}\``)} }`,
  'a test for quotes': `function find(email) { if (/["\\\\]/.test(email)) throw new Error('email'); ${find(`\`${findBy('email')}\``)} }`,
  'a function that checks with a strict regular expression': `const isSafe = text => /^[\\w.@+-]+$/.test(text);\nfunction find(email) { if (!isSafe(email)) return; ${find(`\`${findBy('email')}\``)} }`,
  'a function of another package that asserts it': `import { assertSafe } from 'safe';\nfunction find(email) { assertSafe(email); ${find(`\`${findBy('email')}\``)} }`,
  'a switch': `function find(email) { switch (email) { case 'a@b.c': ${find(`\`${findBy('email')}\``)} } }`,
  'a test of each element': `function find(emails) { if (!emails.every(email => /^[\\w.@+-]+$/.test(email))) return; ${find('`any(email,["${emails.join(\'","\')}"])`')} }`,
  'a schema of a tool': `server.tool('find', { status: z.enum(['draft', 'sent']) }, ({ status }) => { ${find('`equals(status,"${status}")`')} });`,
  'the callers of a method': `class Campaigns { load(channel) { return ${find("`equals(messages.channel,'${channel}')`").replace(';', '')}; } }\nconst campaigns = new Campaigns();\ncampaigns.load('email');\ncampaigns.load('sms');`,
  'the callers of a method of an injected object': `class Campaigns { load(channel) { return ${find("`equals(messages.channel,'${channel}')`").replace(';', '')}; } }\nclass Controller { constructor(private readonly campaigns: Campaigns) {} sms() { return this.campaigns.load('sms'); } }`,
  'the callers of a method, which leave a default in place': `class Campaigns { load(channel = 'email') { return ${find("`equals(messages.channel,'${channel}')`").replace(';', '')}; } }\nconst campaigns = new Campaigns();\ncampaigns.load();`,
  'a schema': `const { email } = schema.parse(body);\n${find(`\`${findBy('email')}\``)}`,
};

const ESCAPED: Record<string, string> = {
  'JSON.stringify without quotes': '`equals(email,${JSON.stringify(email)})`',
  'quotes that are escaped': '`equals(email,"${email.replace(/"/g, \'\\\\"\')}")`',
  'quotes that are removed': "`equals(email,\"${email.replaceAll('\"', '')}\")`",
  'signs that are not allowed are removed': '`equals(email,"${email.replace(/[^\\w.@+-]/g, \'\')}")`',
  'a function whose name says so': '`equals(email,"${escapeFilterValue(email)}")`',
  'a date': '`greater-than(datetime,"${since.toISOString()}")`',
  'a value without quotes': '`greater-than(datetime,${since})`',
  'a number': '`equals(count,"${Number(count)}")`',
  'the id of something': '`equals(metric_id,"${metric.id}")`',
  'the id in an answer': '`equals(metric_id,"${metric.body.data[0].id}")`',
  'a part of a date': '`equals(day,"${since.toISOString().split(\'T\')[0]}")`',
  'a constant': '`equals(messages.channel,"${CHANNEL}")`',
  'the environment': '`equals(metric_id,"${process.env.METRIC_ID}")`',
  'one of two texts': "`equals(messages.channel,\"${isSms ? 'sms' : 'email'}\")`",
};

/** What a list of entries takes its keys from. */
const withEntries = (key: string, begins = 'const byCampaign = {};'): string =>
  `${SDK}async function load(campaigns, requested) { ${begins} for (const campaign of campaigns) { byCampaign[${key}] = campaign.messages; }\nfor (const [found, messages] of Object.entries(byCampaign)) { ${find('`equals(campaign_id,"${found}")`')} } }`;

const TYPES: Record<string, string> = {
  'a union of texts': "(status: 'draft' | 'sent')",
  'an alias of a union': '(status: Status)',
  'a number': '(status: number)',
  'a date': '(status: Date)',
  'a property of an interface': '({ status }: Query)',
};

const BUILDERS: Record<
  string,
  [code: string, at: string, values: string, stringified?: string | undefined, built?: string]
> = {
  'filters.push and join': [
    `${SDK}function find(query) { const filters = []; if (query.name) filters.push(\`equals(first_name,"\${query.name}")\`); return ${find("filters.join(',')")} }`,
    '`equals(first_name,"${query.name}")`',
    "'query.name'",
    '`equals(first_name,${JSON.stringify(query.name)})`',
    "new FilterBuilder().equals('first_name', query.name).build()",
  ],
  'a sum that grows': [
    `${SDK}function find(name) { let filter = 'equals(archived,false)'; filter += ',equals(name,"' + name + '")'; return ${find('filter')} }`,
    `',equals(name,"' + name + '")'`,
    "'name'",
    `',equals(name,' + JSON.stringify(name) + ')'`,
  ],
  'a home-made builder': [
    `${SDK}const eq = (field, value) => \`equals(\${field},"\${value}")\`;\nconst byEmail = email => ${find("eq('email', email)")}`,
    '`equals(${field},"${value}")`',
    "'value'",
    '`equals(${field},${JSON.stringify(value)})`',
  ],
  'a builder of any comparison': [
    `${SDK}const compare = (operator, field, value) => \`\${operator}(\${field},"\${value}")\`;\nconst byEmail = email => ${find("compare('equals', 'email', email)")}`,
    '`${operator}(${field},"${value}")`',
    "'value'",
    '`${operator}(${field},${JSON.stringify(value)})`',
  ],
  'the query of a raw request': [
    'const find = email => fetch(`https://a.klaviyo.com/api/profiles?filter=equals(email,"${email}")`);',
    '`https://a.klaviyo.com/api/profiles?filter=equals(email,"${email}")`',
    "'email'",
    '`https://a.klaviyo.com/api/profiles?filter=equals(email,${JSON.stringify(email)})`',
  ],
  'a value that is encoded inside of the quotes': [
    'const find = email => fetch(`https://a.klaviyo.com/api/profiles?filter=equals(email,"${encodeURIComponent(email)}")`);',
    '`https://a.klaviyo.com/api/profiles?filter=equals(email,"${encodeURIComponent(email)}")`',
    "'encodeURIComponent(email)'",
    '`https://a.klaviyo.com/api/profiles?filter=equals(email,${encodeURIComponent(JSON.stringify(email))})`',
  ],
  'quotes that are encoded': [
    'const find = email => fetch(`https://a.klaviyo.com/api/profiles?filter=equals(email,%22${email}%22)`);',
    '`https://a.klaviyo.com/api/profiles?filter=equals(email,%22${email}%22)`',
    "'email'",
  ],
  URLSearchParams: [
    'const find = email => { const query = new URLSearchParams(); query.set(\'filter\', `equals(email,"${email}")`); return fetch(`https://a.klaviyo.com/api/profiles?${query}`); };',
    '`equals(email,"${email}")`',
    "'email'",
    '`equals(email,${JSON.stringify(email)})`',
  ],
  'searchParams of a URL': [
    "const find = email => { const url = new URL('https://a.klaviyo.com/api/profiles'); url.searchParams.append('filter', `equals(email,\"${email}\")`); return fetch(url); };",
    '`equals(email,"${email}")`',
    "'email'",
    '`equals(email,${JSON.stringify(email)})`',
  ],
  'the parameters of axios': [
    "import axios from 'axios';\nconst find = email => axios.get('https://a.klaviyo.com/api/profiles', { params: { filter: `equals(email,\"${email}\")` } });",
    '`equals(email,"${email}")`',
    "'email'",
    '`equals(email,${JSON.stringify(email)})`',
  ],
  'a JSON body': [
    "const report = name => fetch('https://a.klaviyo.com/api/campaign-values-reports', { method: 'POST', body: JSON.stringify({ data: { attributes: { filter: `equals(name,\"${name}\")` } } }) });",
    '`equals(name,"${name}")`',
    "'name'",
    '`equals(name,${JSON.stringify(name)})`',
  ],
  'a wrapper': [
    'const klaviyo = path => fetch(`https://a.klaviyo.com/api${path}`);\nconst find = request => klaviyo(`/profiles?filter=${encodeURIComponent(`equals(email,"${request.query.email}")`)}`);',
    '`equals(email,"${request.query.email}")`',
    "'request.query.email'",
    '`equals(email,${JSON.stringify(request.query.email)})`',
  ],
  'a caller of a method that passes what it is sent': [
    `${SDK}class Campaigns { load(channel) { return ${find('`and(equals(channel,"${channel}"),greater-than(created,${since}))`').replace(';', '')}; } }\nconst campaigns = new Campaigns();\ncampaigns.load('email');\napp.get('/', request => campaigns.load(request.query.channel));`,
    '`and(equals(channel,"${channel}"),greater-than(created,${since}))`',
    "'channel'",
    '`and(equals(channel,${JSON.stringify(channel)}),greater-than(created,${since}))`',
  ],
  'a caller of a method that passes more than its default': [
    `${SDK}class Campaigns { load(channel = 'email') { return ${find('`and(equals(channel,"${channel}"),greater-than(created,${since}))`').replace(';', '')}; } }\nconst campaigns = new Campaigns();\ncampaigns.load();\napp.get('/', request => campaigns.load(request.query.channel));`,
    '`and(equals(channel,"${channel}"),greater-than(created,${since}))`',
    "'channel'",
    '`and(equals(channel,${JSON.stringify(channel)}),greater-than(created,${since}))`',
  ],
  'a method that something not known may call': [
    `${SDK}class Campaigns { load(channel) { return ${find('`and(equals(channel,"${channel}"),greater-than(created,${since}))`').replace(';', '')}; } }\nconst campaigns = new Campaigns();\ncampaigns.load('email');\nservices.first.load(request.query.channel);`,
    '`and(equals(channel,"${channel}"),greater-than(created,${since}))`',
    "'channel'",
    '`and(equals(channel,${JSON.stringify(channel)}),greater-than(created,${since}))`',
  ],
  'a field of a class': [
    `${SDK}class Where { parts = []; add(field, value) { this.parts.push(\`equals(\${field},"\${value}")\`); return this; } build() { return this.parts.join(','); } }\nconst byEmail = email => ${find("new Where().add('email', email).build()")}`,
    '`equals(${field},"${value}")`',
    "'value'",
    '`equals(${field},${JSON.stringify(value)})`',
  ],
  'a placeholder that is replaced': [
    `${SDK}const BY_PHONE = 'equals(phone_number,"%phone%")';\nconst load = phone => ${find("BY_PHONE.replace('%phone%', phone)")}`,
    "BY_PHONE.replace('%phone%', phone)",
    "'phone'",
    undefined,
    "new FilterBuilder().equals('phone_number', phone).build()",
  ],
  'a placeholder that a regular expression finds': [
    `${SDK}const BY_PHONE = 'equals(phone_number,"{{phone}}")';\nconst load = phone => ${find('BY_PHONE.replace(/\\{\\{phone\\}\\}/g, phone)')}`,
    'BY_PHONE.replace(/\\{\\{phone\\}\\}/g, phone)',
    "'phone'",
    undefined,
    "new FilterBuilder().equals('phone_number', phone).build()",
  ],
  'texts that are concatenated': [
    `${SDK}const load = email => ${find(`'equals(email,"'.concat(email, '")')`)}`,
    `'equals(email,"'.concat(email, '")')`,
    "'email'",
    undefined,
    "new FilterBuilder().equals('email', email).build()",
  ],
  'a text that is formatted': [
    `import { format } from 'node:util';\n${SDK}const load = email => ${find(`format('equals(email,"%s")', email)`)}`,
    `format('equals(email,"%s")', email)`,
    "'email'",
    undefined,
    "new FilterBuilder().equals('email', email).build()",
  ],
  'the entries of an object': [
    `${SDK}const load = by => ${find('Object.entries(by).map(([field, value]) => `equals(${field},"${value}")`).join(",")')}`,
    '`equals(${field},"${value}")`',
    "'value'",
    '`equals(${field},${JSON.stringify(value)})`',
  ],
  'a sum in a list that is joined': [
    `${SDK}const load = email => ${find(`['equals(email,"' + email + '")', 'equals(archived,false)'].join(',')`)}`,
    `'equals(email,"' + email + '")'`,
    "'email'",
    "'equals(email,' + JSON.stringify(email) + ')'",
    "new FilterBuilder().equals('email', email).build()",
  ],
  'a list in quotes that a function puts there': [
    `${SDK}const find = ids => ${find('`any(external_id,[${ids.map(function (id) { return `"${id}"`; }).join(\',\')}])`')}`,
    '`any(external_id,[${ids.map(function (id) { return `"${id}"`; }).join(\',\')}])`',
    "'id'",
  ],
  'pieces that are joined': [
    `${SDK}const load = email => ${find(`['equals(email,"', email, '")'].join('')`)}`,
    `['equals(email,"', email, '")'].join('')`,
    "'email'",
    undefined,
    "new FilterBuilder().equals('email', email).build()",
  ],
  'quotes that are doubled as in SQL': [
    `${SDK}const quote = text => \`'\${text.replace(/'/g, "''")}'\`;\nconst load = name => ${find('`equals(name,${quote(name)})`')}`,
    '`equals(name,${quote(name)})`',
    `'text.replace(/'/g, "''")'`,
  ],
  'what a tool is given': [
    `${SDK}server.tool('find', { email: z.string() }, async ({ email }) => { ${find('`and(equals(email,"${email}"),greater-than(created,${since}))`')} });`,
    '`and(equals(email,"${email}"),greater-than(created,${since}))`',
    "'email'",
    '`and(equals(email,${JSON.stringify(email)}),greater-than(created,${since}))`',
  ],
  'a list in quotes': [
    `${SDK}const find = ids => ${find('`any(external_id,[${ids.map(id => `"${id}"`).join(\',\')}])`')}`,
    '`any(external_id,[${ids.map(id => `"${id}"`).join(\',\')}])`',
    "'id'",
  ],
  'a body of a request': [
    `${SDK}async function handle(request) { const { email } = await request.json(); return ${find('`and(equals(email,"${email}"),greater-than(created,${since}))`')} }`,
    '`and(equals(email,"${email}"),greater-than(created,${since}))`',
    "'email'",
    '`and(equals(email,${JSON.stringify(email)}),greater-than(created,${since}))`',
  ],
};

testRule(rule, {
  valid: [
    ...Object.entries(LIMITED).map(([name, code]): ValidCase => ({ name, filename: 'profiles.ts', code: SDK + code })),
    ...Object.entries(ESCAPED).map(([name, filter]): ValidCase => ({
      name,
      code: `${SDK}const CHANNEL = 'email';\nfunction load(email, since, count, metric, isSms) { return ${find(filter)} }`,
    })),
    ...Object.entries(TYPES).map(([name, parameter]): ValidCase => ({
      name: `a type: ${name}`,
      filename: 'campaigns.ts',
      code: `${SDK}type Status = 'draft' | 'sent';\ninterface Query { status: Status; name: string }\nexport const load = ${parameter} => ${find('`equals(status,"${status}")`')}`,
    })),
    { name: 'entries whose keys are ids', code: withEntries('campaign.id') },
    {
      name: 'the builder of the SDK',
      code: `${WITH_BUILDER}const load = email => ${find("new FilterBuilder().equals('email', email).build()")}`,
    },
    ...Object.entries({
      'texts that are concatenated, without quotes': `'equals(count,'.concat(Number(count), ')')`,
      'lists that are concatenated': `conditions.concat('equals(email,"a@b.c")').join(',')`,
      'a text that is formatted as JSON': `util.format('equals(email,%j)', email)`,
      'a text of another function that formats': `print.format('equals(email,"%s")', email)`,
      'a placeholder with an escaped value': `'equals(email,"EMAIL")'.replace(/EMAIL/, escapeFilterValue(email))`,
      'a pattern with more than one match': `'equals(email,"a@b.c")'.replace(/[a-z]+@/, email)`,
      'the entries of a constant':
        'Object.entries({ email: "a@b.c" }).map(([field, value]) => `equals(${field},"${value}")`).join(",")',
    }).map(([name, filter]): ValidCase => ({
      name,
      code: `import util from 'node:util';\n${SDK}function load(email, count, conditions, print) { return ${find(filter)} }`,
    })),
    {
      name: 'a filter that is only logged',
      code: `${SDK}const load = email => { console.log(\`${findBy('email')}\`); return profiles.getProfiles({}); };`,
    },
    {
      name: 'a filter of another vendor',
      code: `${SDK}const load = email => fetch(\`https://crm.example/api?filter=${findBy('email')}\`);`,
    },
    {
      name: 'a text with quotes that is no filter',
      code: `${SDK}const load = name => profiles.getProfiles({ filter, note: \`the "\${name}" list\` });`,
    },
    {
      name: 'a test',
      filename: 'test/profiles.test.js',
      code: `${SDK}const load = email => ${find(`\`${findBy('email')}\``)}`,
    },
  ],
  invalid: [
    {
      name: 'a filter of a call of the SDK',
      code: `${SDK}const load = email => ${find(`\`${findBy('email')}\``)}`,
      errors: unescaped(`${SDK}const load = email => ${find(`\`${findBy('email')}\``)}`, `\`${findBy('email')}\``, {
        values: "'email'",
        built: "new FilterBuilder().equals('email', email).build()",
        stringified: '`equals(email,${JSON.stringify(email)})`',
      }),
    },
    ...Object.entries({
      'entries whose keys come from outside': withEntries('requested'),
      'entries of an object that begins with others': withEntries(
        'campaign.id',
        'const byCampaign = { ...requested };',
      ),
      'entries of an object that is given away': withEntries(
        'campaign.id',
        'const byCampaign = {}; Object.assign(byCampaign, requested);',
      ),
      'entries of a parameter': withEntries('campaign.id', 'const byCampaign = requested;'),
    }).map(([name, code]) => ({
      name,
      code,
      errors: unescaped(code, '`equals(campaign_id,"${found}")`', {
        values: "'found'",
        built: "new FilterBuilder().equals('campaign_id', found).build()",
        stringified: '`equals(campaign_id,${JSON.stringify(found)})`',
      }),
    })),
    {
      name: 'several comparisons',
      code: `${SDK}const load = (a, b) => ${find('`and(any(email,["${a}","${b}"]),equals(archived,false))`')}`,
      errors: unescaped(
        `${SDK}const load = (a, b) => ${find('`and(any(email,["${a}","${b}"]),equals(archived,false))`')}`,
        '`and(any(email,["${a}","${b}"]),equals(archived,false))`',
        {
          values: "'a', 'b'",
          built: "new FilterBuilder().any('email', [a, b]).equals('archived', false).build()",
          stringified: '`and(any(email,[${JSON.stringify(a)},${JSON.stringify(b)}]),equals(archived,false))`',
        },
      ),
    },
    {
      name: 'a regular expression that lets quotes through',
      code: `${SDK}function load(email) { if (!/^[^\\s@]+@[^\\s@]+$/.test(email)) return; ${find(`'equals(email,"' + email + '")'`)} }`,
      errors: unescaped(
        `${SDK}function load(email) { if (!/^[^\\s@]+@[^\\s@]+$/.test(email)) return; ${find(`'equals(email,"' + email + '")'`)} }`,
        `'equals(email,"' + email + '")'`,
        {
          values: "'email'",
          built: "new FilterBuilder().equals('email', email).build()",
          stringified: "'equals(email,' + JSON.stringify(email) + ')'",
        },
      ),
    },
    ...Object.entries(BUILDERS).map(([name, [code, at, values, stringified, built]]): InvalidCase<MessageId> => ({
      name,
      code,
      errors: unescaped(code, at, { values, ...(stringified && { stringified }), ...(built && { built }) }),
    })),
  ],
});
