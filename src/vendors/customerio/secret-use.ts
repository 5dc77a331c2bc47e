/** Which argument of a client's constructor is a secret, from zero. Source: customerio-node 5.2.0; read 2026-11-20. */
export const SECRET_ARGUMENTS: Readonly<Record<string, number>> = { TrackClient: 1, APIClient: 0 };

const PLACEHOLDER =
  /test|example|sample|your|placeholder|change|fake|dummy|mock|xxx|secret|token|api_?key|todo|(.)\1{4}|12345|abcde/i;

/** Tells whether a text only shows where a secret goes. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

/** Tells whether a text that is used as a secret may be one: letters and digits as the vendor makes them, and no placeholder. */
export function mayBeSecret(text: string): boolean {
  return /^[A-Za-z0-9]{20,64}$/.test(text) && /\d/.test(text) && /[A-Za-z]/.test(text) && !isPlaceholder(text);
}
