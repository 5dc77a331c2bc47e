import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: { type?: string };
}

interface Described {
  parameters: Parameter[];
  body?: object;
}

/** A request as the server sees it. */
export interface SeenRequest {
  method: string;
  /** Of the API, without what stands before it on a GitHub Enterprise Server. */
  path: string;
  query: Record<string, string>;
  body: unknown;
}

export interface Held {
  /** As the description names it; undefined if it has none such. */
  operation: string | undefined;
  /** Those of the path. */
  parameters: Record<string, string>;
  problems: string[];
}

/** Cut out of GitHub's description of its API by scripts/update-github-api.ts. */
const FILE = new URL('../../fixtures/github/operations.json', import.meta.url);
const { operations } = JSON.parse(readFileSync(FILE, 'utf8')) as { operations: Record<string, Described> };

/** What GitHub says in prose only: lengths, and that lines and columns are counted from 1. */
const PROSE: Record<string, object> = {
  message: { minLength: 1, maxLength: 65_536 },
  body: { minLength: 1, maxLength: 65_536 },
  title: { maxLength: 255 },
  line: { minimum: 1 },
  start_line: { minimum: 1 },
  end_line: { minimum: 1 },
  start_column: { minimum: 1 },
  end_column: { minimum: 1 },
};

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);

const CONTRACTS = Object.entries(operations).map(([name, { parameters, body }]) => {
  const [method = '', route = ''] = name.split(' ');
  return {
    name,
    method,
    pattern: new RegExp(`^${route.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
    parameters: parameters.map(parameter => ({ ...parameter, validate: ajv.compile(parameter.schema) })),
    body: body && ajv.compile(completed(body) as object),
  };
});

/** The names of all operations that are described. */
export const OPERATIONS = CONTRACTS.map(({ name }) => name);

/** Holds a request against GitHub's description. */
export function contractOf({ method, path, query, body }: SeenRequest): Held {
  const contract = CONTRACTS.find(candidate => candidate.method === method && candidate.pattern.test(path));
  if (contract === undefined)
    return { operation: undefined, parameters: {}, problems: [`${method} ${path} is unknown`] };
  const inPath = { ...contract.pattern.exec(path)?.groups };
  const queryNames = contract.parameters.filter(parameter => parameter.in === 'query').map(({ name }) => name);
  return {
    operation: contract.name,
    parameters: inPath,
    problems: [
      ...contract.parameters.flatMap(({ name, in: place, required = false, schema, validate }) => {
        const value = place === 'path' ? inPath[name] : query[name];
        if (value === undefined) return required ? [`${name} is missing`] : [];
        return problemsOf(validate, schema.type === 'integer' ? Number(value) : decodeURIComponent(value), name);
      }),
      ...Object.keys(query).flatMap(name => (queryNames.includes(name) ? [] : [`${name} is no parameter`])),
      ...(contract.body ? problemsOf(contract.body, body, 'body') : body === undefined ? [] : ['there is a body']),
      ...unwrittenRules(body),
    ],
  };
}

function problemsOf(validate: ValidateFunction, value: unknown, what: string): string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${what}${instancePath} ${message}`);
}

/** A schema that takes no property that it does not name, and with what GitHub says in prose. */
function completed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(completed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([name, value]) => {
      const isOfProse = PROSE[name] !== undefined && typeof value === 'object' && value !== null && 'type' in value;
      // Its branches are parts of the schema around it.
      if (name === 'anyOf') return [name, value];
      return [name, completed(isOfProse ? { ...value, ...PROSE[name] } : value)];
    }),
  );
  return 'properties' in schema ? { ...inner, additionalProperties: false } : inner;
}

interface Body {
  status?: string;
  conclusion?: string;
  output?: { annotations?: { start_line: number; end_line: number; start_column?: number }[] };
}

/** What no schema can say. */
function unwrittenRules(body: unknown): string[] {
  const { status, conclusion, output } = (body ?? {}) as Body;
  const isWide = (output?.annotations ?? []).some(
    ({ start_line, end_line, start_column }) => start_column !== undefined && start_line !== end_line,
  );
  return [
    ...(isWide ? ['columns on several lines'] : []),
    ...((status === 'completed') === (conclusion !== undefined) ? [] : ['status and conclusion differ']),
  ];
}
