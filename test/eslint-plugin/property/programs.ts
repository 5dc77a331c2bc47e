import fc, { type Arbitrary } from 'fast-check';

/** The files of a program that is made up, by name. */
export type MadeUpProgram = Readonly<Record<string, string>>;

const FILES = ['a.ts', 'b.js', 'lib/c.ts', 'lib/index.ts', 'd.cjs'] as const;
const NAMES = ['one', 'two', 'three', 'send', 'Api', 'headers'] as const;
const TEXTS = [
  'https://a.klaviyo.com',
  '/api/profiles',
  '/api/events',
  'api/lists/',
  'revision',
  '2024-10-15',
  '2023-02-22',
  'POST',
  'Klaviyo-API-Key ',
  'Authorization',
  'headers',
  'url',
  '',
];
const CLIENTS = [
  'fetch',
  'axios',
  'axios.post',
  'axios.create',
  'got.extend',
  'request',
  'this.http.post',
  'globalThis.transport.dispatch',
  'new Headers',
  'new URL',
  'new Request',
  'Object.assign',
  'Object.fromEntries',
  'JSON.stringify',
  'require',
  'EventsApi.prototype.createEvent.call',
  'new EventsApi',
];

const name = fc.constantFrom(...NAMES);
const key = fc.constantFrom(
  'url',
  'method',
  'headers',
  'body',
  'data',
  'attributes',
  'revision',
  'one',
  '[one]',
  "['two']",
  '[Symbol.iterator]',
);
const text = fc.constantFrom(...TEXTS).map(value => `'${value}'`);

/** What a request may be sent to, and with: mostly something to find. */
const address = fc.oneof(
  fc.constantFrom(
    "'https://a.klaviyo.com/api/profiles'",
    "'https://a.klaviyo.com' + one",
    "'https://a.klaviyo.com/api' + two",
    '`${one}/api/lists/`',
    "new URL('/api/events', 'https://a.klaviyo.com')",
  ),
  name,
);
const options = fc.constantFrom(
  "{ method: 'POST' }",
  "{ method: 'POST', headers }",
  "{ headers: { revision: '2023-02-22' } }",
  '{ method: one, headers: { ...headers, revision: two } }',
  'two',
  '{ ...two, body: JSON.stringify(three) }',
);
const sending = fc
  .tuple(
    fc.constantFrom('fetch', 'fetch', 'axios.post', 'send', 'this.send', 'Api.send', 'new Api(one).send', 'three.post'),
    address,
    options,
  )
  .map(([callee, to, given]) => `${callee}(${to}, ${given})`);

const { expression, statement } = fc.letrec<{ expression: string; statement: string }>(tie => {
  const inner = tie('expression');
  const body = fc.array(tie('statement'), { maxLength: 3 }).map(lines => lines.join('\n'));
  const list = fc.array(inner, { maxLength: 3 }).map(values => values.join(', '));
  const properties = fc
    .array(
      fc.oneof(
        fc.tuple(key, inner).map(([at, value]) => `${at}: ${value}`),
        inner.map(value => `...(${value})`),
        name,
        fc.tuple(key, inner).map(([at, value]) => `get ${at}() { return ${value} }`),
      ),
      { maxLength: 4 },
    )
    .map(all => `{ ${all.join(', ')} }`);
  const call = fc
    .tuple(fc.oneof(name, fc.constantFrom(...CLIENTS)), list)
    .map(([callee, args]) => `${callee}(${args})`);
  return {
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true, depthIdentifier: 'code' },
      text,
      name,
      call,
      sending,
      properties.map(value => `(${value})`),
      list.map(value => `[${value}]`),
      fc
        .tuple(inner, inner, fc.constantFrom('+', '??', '||', '&&', '==='))
        .map(([left, right, operator]) => `((${left}) ${operator} (${right}))`),
      fc.tuple(inner, inner, inner).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
      fc.tuple(name, inner).map(([holder, at]) => `${holder}[${at}]`),
      fc
        .tuple(name, fc.constantFrom('url', 'headers', 'one', 'send', 'set', 'prototype'))
        .map(([holder, at]) => `${holder}.${at}`),
      fc.tuple(inner, inner).map(([a, b]) => `\`\${${a}}/\${${b}}\``),
      fc.tuple(name, inner).map(([parameter, value]) => `((${parameter} = ${value}) => ${value})`),
      fc
        .tuple(name, body, inner)
        .map(
          ([parameter, lines, value]) => `(async function ({ ${parameter} }, ...rest) { ${lines}; return ${value} })`,
        ),
      fc
        .tuple(inner, fc.constantFrom('map', 'then', 'reduce', 'join', 'bind', 'concat', 'replace', 'at'), list)
        .map(([holder, method, args]) => `(${holder}).${method}(${args})`),
      fc
        .tuple(name, properties)
        .map(
          ([parent, value]) =>
            `new (class extends ${parent} { static one = this; two = ${value}; #three = this.two; static { this.one = ${value}; } send() { return super.send(this.two, this.#three) } })`,
        ),
    ),
    statement: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'code' },
      inner.map(value => `void (${value});`),
      sending.map(value => `${value};`),
      fc
        .tuple(name, inner, fc.constantFrom('=', '+=', '??='))
        .map(([target, value, operator]) => `${target} ${operator} ${value};`),
      fc
        .tuple(name, key, inner)
        .map(([holder, at, value]) => `${holder}${at.startsWith('[') ? at : `.${at}`} = ${value};`),
      fc.tuple(inner, body, body).map(([test, yes, no]) => `if (${test}) { ${yes} } else { ${no} }`),
      fc.tuple(name, inner, body).map(([each, value, lines]) => `for (const ${each} of ${value}) { ${lines} }`),
      fc
        .tuple(inner, inner, body)
        .map(([value, test, lines]) => `switch (${value}) { case ${test}: { ${lines} } default: { ${lines} } }`),
      fc.tuple(body, body).map(([tried, failed]) => `try { ${tried} } catch (one) { ${failed} }`),
      fc.tuple(name, inner).map(([target, value]) => `{ let { ${target} = ${value} } = ${value}; void ${target}; }`),
    ),
  };
});

/** A declaration at the top of a file, exported; names that it does not declare are imported from somewhere. */
const declaration = (declared: string): Arbitrary<string> =>
  fc.oneof(
    // What is each other, in circles.
    {
      weight: 3,
      arbitrary: fc
        .tuple(name, fc.constantFrom('||', '??', '+'), text)
        .map(
          ([other, operator, value]) =>
            `export let ${declared} = ${other} ${operator} ${value}; ${declared} += ${other};`,
        ),
    },
    fc
      .tuple(fc.constantFrom('const', 'let'), expression)
      .map(([kind, value]) => `export ${kind} ${declared} = ${value};`),
    fc
      .tuple(fc.oneof(statement, sending), fc.oneof(expression, sending))
      .map(([line, value]) => `export function ${declared}(one, two = ${value}) { ${line}; return ${value} }`),
    fc
      .tuple(expression, statement)
      .map(
        ([value, line]) =>
          `export class ${declared} { constructor(one) { this.url = one; ${line} } headers = ${value}; send(two) { ${line}; return ${value} } }`,
      ),
    fc
      .constantFrom(...FILES)
      .map(file => `export * from '${specifier(file)}'; export const ${declared} = '/api/profiles';`),
  );

function specifier(file: string): string {
  return `/${file}`;
}

const file: Arbitrary<string> = fc
  .tuple(
    fc.subarray([...NAMES]),
    fc.array(fc.constantFrom(...FILES), { minLength: NAMES.length, maxLength: NAMES.length }),
    fc.array(statement, { maxLength: 4 }),
  )
  .chain(([declared, sources, statements]) =>
    fc.tuple(...declared.map(declaration)).map(declarations => {
      const imports = NAMES.flatMap((imported, index) =>
        declared.includes(imported) ? [] : [`import { ${imported} } from '${specifier(sources[index] ?? FILES[0])}';`],
      );
      return [
        '// a.klaviyo.com klaviyo-api',
        "import axios from 'axios'; import got from 'got'; import { EventsApi } from 'klaviyo-api';",
        ...imports,
        ...declarations,
        ...statements,
      ].join('\n');
    }),
  );

/** Programs of files that import each other in circles, over the syntax that the evaluator knows. */
export const madeUpProgram: Arbitrary<MadeUpProgram> = fc.record(Object.fromEntries(FILES.map(path => [path, file])));
