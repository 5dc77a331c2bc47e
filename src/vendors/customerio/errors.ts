/**
 * The bodies of refusals: `{"errors":[{"detail","status"}]}` of most of the App API, `{"meta":{"error"}}` or `{"meta":{"errors":[]}}` of sends
 * and of version 1 of the Track API, `{"errors":[{"reason","field","message"}]}` of its version 2.
 *
 * Source: `CustomerIORequestError` in customerio-node 5.2.0, which reads the second only; the vendor's OpenAPI documents at
 * docs.customer.io/files; read 2026-11-22.
 */
export type ErrorEnvelope = 'errors' | 'meta' | 'track-v2';

/** Which envelope a refusal has. @param path from the root of the host */
export function envelopeOf(api: 'track' | 'app' | 'pipelines', path: string): ErrorEnvelope {
  if (api === 'track') return path.startsWith('/api/v2/') ? 'track-v2' : 'meta';
  return api === 'app' && !path.startsWith('/v1/send/') ? 'errors' : 'meta';
}

/** The reasons in the body of a refusal, of whichever envelope; none where it has another shape. */
export function errorReasons(body: unknown): string[] {
  if (!isObject(body)) return [];
  const { errors, meta } = body;
  const ofMeta = isObject(meta) ? [meta['error'], ...listOf(meta['errors'])] : [];
  const ofErrors = listOf(errors).map(error =>
    isObject(error) ? (error['detail'] ?? error['message'] ?? error['reason']) : error,
  );
  return [...ofMeta, ...ofErrors].filter(reason => typeof reason === 'string');
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
