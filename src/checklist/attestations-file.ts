/** Where a team keeps what no tool can see, reviewed like code. */
export const ATTESTATIONS_FILE = '.klaviyo-lint/attestations.yml';
