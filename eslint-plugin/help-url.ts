export const REPOSITORY_URL = 'https://github.com/klaviyo-lint/klaviyo-lint';
export const BUGS_URL = `${REPOSITORY_URL}/issues`;

/** The page of a rule, check or probe. */
export function helpUrl(family: 'rules' | 'checks' | 'probes', id: string): string {
  return `${REPOSITORY_URL}/blob/main/docs/${family}/${id}.md`;
}
