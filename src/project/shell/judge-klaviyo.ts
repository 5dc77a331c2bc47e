import { type EndpointPath, needsRevision } from '../../vendors/klaviyo/endpoints.ts';
import { klaviyo } from '../../vendors/klaviyo/index.ts';
import { describeLegacyCall } from '../../messages/legacy-call.ts';
import { describeMissingRevision } from '../../messages/missing-revision.ts';
import { describeRawCall } from '../../messages/raw-call.ts';
import { problemWith } from '../../messages/revision-problem.ts';
import { placesOf, textsOf } from './endpoint.ts';
import type { Report } from './report.ts';
import type { ShellRequest } from './request.ts';
import type { Piece } from './text.ts';

/** Reports a request in a shell as the rules about Klaviyo report one in JavaScript. @param asOf today, `YYYY-MM-DD` */
export function judgeKlaviyo(request: ShellRequest, asOf: string): Report[] {
  const endpoints = placesOf(request, klaviyo);
  const [first] = endpoints;
  if (!first) return [];
  return [
    ...rawCall(request, endpoints),
    ...legacyCall(request, endpoints),
    ...missingRevision(request, endpoints),
    ...(first.audience === 'legacy' ? [] : outdatedRevisions(request, first.path, asOf)),
  ];
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
