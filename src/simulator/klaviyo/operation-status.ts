/** POSTs that make nothing new. */
const COMPUTED = /^\/api\/(?:campaign-message-assign-template|coupon-codes|metric-aggregates|[a-z-]+-reports)$/;
const WITHOUT_ANSWER = /\/relationships\/|^\/api\/data-source-record-(?:bulk-)?create-jobs$/;

/**
 * The status of success.
 *
 * Source: klaviyo/openapi, `responses` of all operations, revision 2026-07-15; read 2026-11-21. `POST /api/profile-import` also has
 * 200, for a profile that was there.
 *
 * @param hasBody whether the answer has a body, as the SDK's types say
 */
export function successStatus(verb: string, path: string, hasBody: boolean): number {
  if (verb === 'GET') return 200;
  if (verb !== 'POST') return hasBody ? 200 : 204;
  if (!hasBody) return WITHOUT_ANSWER.test(path) ? 204 : 202;
  if (COMPUTED.test(path)) return 200;
  return path.endsWith('-jobs') ? 202 : 201;
}
