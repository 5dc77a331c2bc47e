import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import { Linter, type ESLint } from 'eslint';
import { createRule } from '../../eslint-plugin/create-rule.ts';
import { type Analysis, analyze } from '../../eslint-plugin/klaviyo/analyze.ts';
import type { HttpRequest } from '../../eslint-plugin/http/request.ts';
import type { SdkCall } from '../../eslint-plugin/vendor/requests/sdk-call.ts';
import { isUrl, alternativesOf, type Text, textsOf, type Value } from '../../eslint-plugin/values/value.ts';

/** A value as plain data: texts with holes as `{name}`, alternatives as `oneOf`, `'…': true` in an object that may hold more. */
export type Described = string | null | Described[] | { [name: string]: Described | boolean };

/** An HTTP request as plain data. */
export interface DescribedRequest {
  client: string;
  verb: Described;
  url: Described;
  /** As `Described`; names in lower case. */
  headers: Described;
  body?: Described;
}

/** Answers something about a call of the code. */
export type Visit<Answer> = (node: TSESTree.CallExpression, analysis: Analysis) => Answer[];

/** The texts that the argument of each `ask(…)` in the code can be, a hole as `{name}`. */
export function textsOfAsked(code: string, filename = 'asked.tsx'): string[] {
  return answers(code, filename, (node, analysis) =>
    isAsk(node) ? [...new Set(textsOf(analysis.valueOf(node.arguments[0])).map(shownText))] : [],
  );
}

/** What the argument of each `ask(…)` in the code can be. */
export function valuesAsked(code: string, filename = 'asked.tsx'): Described[] {
  return answers(code, filename, (node, analysis) =>
    isAsk(node) ? [describeValue(analysis.valueOf(node.arguments[0]))] : [],
  );
}

/** The requests that are said at a call of the code and satisfy a condition, in the order of the code. */
export function requestsIn(
  code: string,
  condition: (request: HttpRequest) => boolean = () => true,
): DescribedRequest[] {
  return answers(code, 'asked.tsx', (node, analysis) => analysis.requestsAt(node, condition).map(describeRequest));
}

/** The same, each as its verb and address, behind the call that it is said at. */
export function requestLines(code: string, condition?: (request: HttpRequest) => boolean): string[] {
  return answers(code, 'asked.tsx', (node, analysis) =>
    analysis.requestsAt(node, condition ?? (() => true)).map(request => {
      const { verb, url } = describeRequest(request);
      return `${sourceOf(node.callee, code)}: ${shown(verb)} ${shown(url)}`;
    }),
  );
}

/** The calls of the SDK that satisfy a condition, as `Class.method` behind the call that they are said at. */
export function sdkCallsIn(code: string, condition: (call: SdkCall) => boolean = () => true): string[] {
  return answers(code, 'asked.tsx', (node, analysis) => [
    ...new Set(
      analysis
        .sdkCallsAt(node, condition)
        .map(({ apiClass, method }) => `${sourceOf(node.callee, code)}: ${apiClass}.${method}`),
    ),
  ]);
}

/** The answers about each call of the code, as a rule would get them. */
export function answers<Answer>(code: string, filename: string, visit: Visit<Answer>): Answer[] {
  const found: Answer[] = [];
  const asking = createRule({
    name: 'asking',
    meta: {
      type: 'problem',
      docs: { description: 'Require answers', preset: 'strict', severity: 'error', since: '0.0.0' },
      messages: {},
      schema: [],
      defaultOptions: [],
    },
    create(context) {
      const analysis = analyze(context);
      return { CallExpression: node => void found.push(...visit(node, analysis)) };
    },
  });
  const plugin = { rules: { asking } } as unknown as ESLint.Plugin;
  const configuration: Linter.Config = {
    files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
    plugins: { test: plugin },
    rules: { 'test/asking': 'error' },
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
  };
  // Only a file that may name the API has requests at all.
  const [failure] = new Linter().verify(`${code}\n// a.klaviyo.com`, [configuration], { filename });
  if (failure) throw new Error(`${failure.message} (line ${failure.line})\n${code}`);
  return found;
}

/** Whether a call is `ask(…)`. */
export function isAsk(
  node: TSESTree.CallExpression,
): node is TSESTree.CallExpression & { arguments: [TSESTree.Expression] } {
  return 'name' in node.callee && node.callee.name === 'ask' && node.arguments.length === 1;
}

function sourceOf({ range }: TSESTree.Node, code: string): string {
  return code.slice(...range).replaceAll(/\s+/g, '');
}

function shown(value: Described): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function describeRequest({ client, verb, url, headers, body }: HttpRequest): DescribedRequest {
  const described = Object.fromEntries([...headers.entries].map(([name, value]) => [name, describeValue(value)]));
  return {
    client,
    verb: describeValue(verb),
    url: describeValue(url),
    headers: { ...described, ...(headers.open && { '…': true }) },
    ...(body && { body: describeValue(body) }),
  };
}

function shownText({ parts }: Text): string {
  return parts.map(part => ('text' in part ? part.text : `{${part.hole}}`)).join('');
}

export function describeValue(value: Value, depth = 8): Described {
  const options = alternativesOf(value).map(option => describeOption(option, depth - 1));
  return options.length === 1 && options[0] !== undefined ? options[0] : { oneOf: options };
}

function describeOption(value: Exclude<Value, { kind: 'union' }>, depth: number): Described {
  if (depth <= 0) return '…';
  switch (value.kind) {
    case 'text':
      return shownText(value);
    case 'unknown':
      return `{${value.hint}}`;
    case 'nullish':
      return null;
    case 'array':
      return [...value.elements.map(element => describeValue(element(), depth)), ...(value.open ? ['…'] : [])];
    case 'object':
      return {
        ...Object.fromEntries([...value.properties].map(([name, read]) => [name, describeValue(read(), depth)])),
        ...(value.open && { '…': true }),
      };
    case 'external':
      return `<${[value.module ?? '', ...value.path].join('#')}>`;
    case 'externalCall':
      if (isUrl(value) && value.args[0]) return describeValue(value.args[0], depth);
      return `<${value.constructed ? 'new ' : ''}${String(describeOption(value.callee, depth))}>`;
    case 'externalMember':
      return `<${String(describeOption(value.object, depth))}.${value.name}>`;
    default:
      return `<${value.kind}>`;
  }
}
