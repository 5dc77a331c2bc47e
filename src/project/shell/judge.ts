import { type EndpointPath, isKlaviyoScheme, locateEndpoint, needsRevision } from '../../vendors/klaviyo/endpoints.ts';
import { describeLegacyCall } from '../../messages/legacy-call.ts';
import { describeMissingRevision } from '../../messages/missing-revision.ts';
import { describeRawCall } from '../../messages/raw-call.ts';
import { problemWith } from '../../messages/revision-problem.ts';
import type { ShellRequest } from './request.ts';
import { flatten, type Piece, type Span, type Value } from './text.ts';

/** What one of the rules reports about a request, by the ids of the rule and of its message. */
export interface Report {
  rule: 'no-raw-http' | 'no-legacy-api' | 'require-revision' | 'no-outdated-revision';
  messageId: string;
  data: Record<string, string>;
  at: Span;
  /** The path of the API that is called. */
  path: string;
}

/** Reports a request in a shell as the rules report one in JavaScript. @param asOf today, `YYYY-MM-DD` */
export function judge(request: ShellRequest, asOf: string): Report[] {
  const evidence = {
    hasKlaviyoScheme: textsOf(request.headers.get('authorization')).some(isKlaviyoScheme),
    isPathOwn: false,
  };
  const endpoints = textsOf(request.url).flatMap(url => locateEndpoint(url, evidence) ?? []);
  const [first] = endpoints;
  if (!first) return [];
  return [
    ...rawCall(request, endpoints),
    ...legacyCall(request, endpoints),
    ...missingRevision(request, endpoints),
    ...(first.audience === 'legacy' ? [] : outdatedRevisions(request, first.path, asOf)),
  ];
}

function textsOf(value: Value = []): string[] {
  return value.map(flatten);
}

function rawCall({ verb, headers, start, end }: ShellRequest, endpoints: readonly EndpointPath[]): Report[] {
  const endpoint = endpoints.find(({ audience }) => audience === 'private');
  if (!endpoint) return [];
  const { messageId, data = {} } = describeRawCall({
    ...endpoint,
    verb,
    revision: textsOf(headers.get('revision'))[0],
    place: 'nowhere',
  });
  return [{ rule: 'no-raw-http', messageId, data, at: { start, end }, path: endpoint.path }];
}

function legacyCall({ verb, start, end }: ShellRequest, endpoints: readonly EndpointPath[]): Report[] {
  const endpoint = endpoints.find(({ audience }) => audience === 'legacy');
  return endpoint
    ? [
        {
          rule: 'no-legacy-api',
          ...describeLegacyCall({ ...endpoint, verb, place: 'nowhere' }),
          at: { start, end },
          path: endpoint.path,
        },
      ]
    : [];
}

/** Only headers that are known to the last can be known to lack one. */
function missingRevision({ headers, isOpen, start, end }: ShellRequest, endpoints: readonly EndpointPath[]): Report[] {
  if (isOpen || headers.has('revision') || !endpoints.every(needsRevision)) return [];
  return [
    {
      rule: 'require-revision',
      data: {},
      ...describeMissingRevision('nowhere'),
      at: { start, end },
      path: endpoints[0]?.path ?? '',
    },
  ];
}

/** Those that are written down as one piece. */
function outdatedRevisions({ headers }: ShellRequest, path: string, asOf: string): Report[] {
  return (headers.get('revision') ?? []).flatMap(([piece, ...others]) =>
    piece && others.length === 0 ? outdated(piece, path, asOf) : [],
  );
}

function outdated({ text, start, end }: Piece, path: string, asOf: string): Report[] {
  const problem = text === undefined ? undefined : problemWith(text, asOf);
  return problem ? [{ rule: 'no-outdated-revision', ...problem, at: { start, end }, path }] : [];
}
