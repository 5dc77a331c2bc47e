import { Node, SyntaxKind, type CallExpression, type Expression, type MethodDeclaration } from 'ts-morph';
import { classesOf, type CustomerioPackage } from './read-package.ts';

/** A method of a client that calls an endpoint. */
export interface SdkMethod {
  client: string;
  name: string;
  verb: string;
  /** From the root of the host: `/api/v1/customers/{customerId}`. */
  path: string;
  /** What the documentation of the method says that it gets: `{ segments: [...], next }`, `204` for nothing, or an empty text. */
  gives: string;
}

export const CLIENTS: readonly string[] = ['TrackClient', 'APIClient', 'PipelinesClient'];

const VERBS: Readonly<Record<string, string>> = {
  get: 'GET',
  put: 'PUT',
  post: 'POST',
  postForm: 'POST',
  destroy: 'DELETE',
};

/** Paths below the host of what the clients put in front of a path. */
const ROOTS: Readonly<Record<string, string>> = {
  'this.trackRoot': '/api/v1',
  'this.trackV2Root': '/api/v2',
  'this.apiRoot': '/v1',
  'this.pipelinesRoot': '/v1',
  // `unsubscribe` is the one method below no root: this.trackRoot.replace('/api/v1', '').
  host: '',
  // A query string, which is no part of the path.
  query: '',
};

/** The public methods of each client, by client. */
export function methodNames(sdk: CustomerioPackage): ReadonlyMap<string, readonly string[]> {
  const classes = classesOf(sdk);
  return new Map(
    CLIENTS.map(client => [
      client,
      (classes.get(client)?.getMethods() ?? []).filter(method => requestOf(method)).map(method => method.getName()),
    ]),
  );
}

/** Every method with its endpoint. @throws where a path is put together in a way that is not known */
export function readOperations(sdk: CustomerioPackage): SdkMethod[] {
  const classes = classesOf(sdk);
  return CLIENTS.flatMap(client =>
    (classes.get(client)?.getMethods() ?? []).flatMap(method => {
      const request = requestOf(method);
      if (request === undefined) return [];
      const [, verb = ''] = /^this\.request\.(\w+)$/.exec(request.getExpression().getText()) ?? [];
      if (VERBS[verb] === undefined) throw new Error(`'${client}.${method.getName()}' requests in an unknown way.`);
      const [path = ''] = textOf(request.getArguments()[0] as Expression).split('?');
      return [{ client, name: method.getName(), verb: VERBS[verb], path, gives: givesOf(method) }];
    }),
  );
}

function requestOf(method: MethodDeclaration): CallExpression | undefined {
  return method
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .find(call => /^this\.request\.\w+$/.test(call.getExpression().getText()));
}

/** The text of a path, with `{name}` for each parameter. */
function textOf(expression: Expression): string {
  if (Node.isStringLiteral(expression) || Node.isNoSubstitutionTemplateLiteral(expression))
    return expression.getLiteralValue();
  if (Node.isTemplateExpression(expression))
    return expression
      .getTemplateSpans()
      .reduce(
        (before, span) => before + textOf(span.getExpression()) + span.getLiteral().getLiteralText(),
        expression.getHead().getLiteralText(),
      );
  const text = expression.getText();
  const root = ROOTS[text];
  if (root !== undefined) return root;
  const [, parameter] = /^encodeURIComponent\((\w+)\)$/.exec(text) ?? [];
  if (parameter !== undefined) return `{${parameter}}`;
  // The one helper of APIClient: `${this.apiRoot}/${resource}/${encodeURIComponent(id)}`.
  const [, resource, id] = /^this\.resourceBase\('(\w+)', (\w+)\)$/.exec(text) ?? [];
  if (resource !== undefined && id !== undefined) return `/v1/${resource}/{${id}}`;
  // What stands behind a question mark is cut off.
  if (text === 'idType') return '';
  if (/^encodeURIComponent\(/.test(text)) return '';
  throw new Error(`A path with '${text}' is not known.`);
}

/** ``@returns The parsed JSON response body (`{ segment: {...} }`)`` */
function givesOf(method: MethodDeclaration): string {
  const text = method
    .getJsDocs()
    .map(doc => doc.getText().replace(/\s*\n\s*\*\s*/g, ' '))
    .join(' ');
  const returns = /@returns([^@]*)/.exec(text)?.[1] ?? '';
  if (returns.includes('204')) return '204';
  return /`(\{[^`]*\})`/.exec(returns)?.[1] ?? '';
}
