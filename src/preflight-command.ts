import { deliver, tell, type CliIo } from './cli-io.ts';
import { UsageError } from './errors.ts';
import { readProjectSdk } from './project/project-sdk.ts';
import { renderPreflightJson } from './reporters/json.ts';
import { renderPreflightMarkdown } from './reporters/preflight-markdown.ts';
import { renderPreflightText } from './reporters/preflight-text.ts';
import type { PreflightReport } from './report.ts';

export interface PreflightArguments {
  format: keyof typeof PREFLIGHT_RENDERERS;
  output?: string;
  /** `YYYY-MM-DD`. */
  asOf: string;
}

export const PREFLIGHT_RENDERERS = {
  text: renderPreflightText,
  json: renderPreflightJson,
  markdown: (report: PreflightReport) => renderPreflightMarkdown(report),
};

/** Where a private key is looked for; the names that cannot mean a public one come first. */
export const KEY_VARIABLES = ['KLAVIYO_PRIVATE_KEY', 'KLAVIYO_PRIVATE_API_KEY', 'KLAVIYO_API_KEY'] as const;

/** Runs `klaviyo-lint preflight`. @returns the exit code: 1 for a failed probe @throws UsageError without a key */
export async function runPreflightCommand({ format, output, asOf }: PreflightArguments, io: CliIo): Promise<number> {
  const key = KEY_VARIABLES.map(name => io.environment[name]?.trim()).find(Boolean);
  if (key === undefined) throw new UsageError(`There is no private key in the environment. Set '${KEY_VARIABLES[0]}'.`);
  const { runPreflight } = await import('./preflight/run-preflight.ts');
  const sdk = await readProjectSdk(io.workingFolder);
  const report = await runPreflight({ key, asOf, ...addresses(io), sdk, onProgress: ({ id, status }) => tell(io, `${id}: ${status}`) });
  await deliver(io, withoutKey(PREFLIGHT_RENDERERS[format](report), key), output);
  return report.verdict === 'violated' ? 1 : 0;
}

/** Texts in the shape of a key are masked in every output; this also hides a key of another shape, if it can be a secret. */
function withoutKey(text: string, key: string): string {
  return key.length < SHORTEST_SECRET ? text : text.replaceAll(key, '…');
}

const SHORTEST_SECRET = 16;

/** A simulator in place of the vendor; the preflight accepts none but one on this machine. */
function addresses({ environment }: CliIo): { apiUrl?: string; statusUrl?: string } {
  const { KLAVIYO_LINT_API_URL: apiUrl, KLAVIYO_LINT_STATUS_URL: statusUrl } = environment;
  return { ...(apiUrl && { apiUrl }), ...(statusUrl && { statusUrl }) };
}
