import type { LiveProofs } from '../audit/assemble-checklist.ts';
import type { CheckedForChecklist } from '../audit/checklist.ts';
import { ATTESTATIONS_FILE } from '../checklist/attestations-file.ts';
import { draftAttestations, missingAttestations } from '../checklist/draft-attestations.ts';
import { requiredItems, unmetItems } from '../checklist/required-items.ts';
import { UsageError } from '../model/errors.ts';
import type { Checklist } from '../model/checklist.ts';
import type { ConfigurationPlace } from '../project/discovery/configuration.ts';
import { writeOwnFile } from '../project/upgrade/write-own-file.ts';
import { writeChanges } from '../project/upgrade/write-changes.ts';
import { renderChecklistHtml } from '../reporters/checklist-html.ts';
import { type ChecklistLinks, renderChecklistMarkdown } from '../reporters/checklist-markdown.ts';
import { renderChecklistText } from '../reporters/checklist-text.ts';
import { counted } from '../reporters/counted.ts';
import { renderChecklistJson } from '../reporters/json.ts';
import { configurationSource } from './check-command.ts';
import { checkedFolder, projectFolder } from './checked-folder.ts';
import { deliver, tell, type CliIo } from './cli-io.ts';
import { runLiveOnce, type TargetArguments } from './preflight-command.ts';
import { readPreflightFile } from './preflight-file.ts';

export interface ChecklistArguments extends TargetArguments {
  format: keyof typeof CHECKLIST_RENDERERS;
  output?: string;
  /** `YYYY-MM-DD`. */
  asOf: string;
  /** A commit whose configuration and attestations count. */
  base?: string;
  /** The JSON of a preflight. */
  preflight?: string;
  /** The preflight is run. */
  live?: boolean;
  /** The attestations that are missing are written as a draft. */
  init?: boolean;
  /** Which items end with 1 where they are violated or open; those of the configuration, or all, if it is not given. */
  require?: string;
  sourceUrl?: string;
  /** In seconds. */
  timeBudget?: number;
}

/** Everything, attestations that count included. */
const EVERY_ITEM = '*';

export const CHECKLIST_RENDERERS = {
  text: renderChecklistText,
  json: renderChecklistJson,
  markdown: renderChecklistMarkdown,
  html: renderChecklistHtml,
} satisfies Record<string, (checklist: Checklist, links: ChecklistLinks) => string>;

/**
 * Runs `klaviyo-lint checklist`.
 *
 * @returns the exit code: 1 where an item that is required is violated or open; 0 for a draft
 * @throws UsageError for a folder that does not exist, a wrong option, or a preflight that cannot be read or run
 */
export async function runChecklist(folder: string | undefined, args: ChecklistArguments, io: CliIo): Promise<number> {
  const root = projectFolder(folder, io);
  const asked = args.require === undefined ? undefined : idsOf(args.require);
  const configuration = await configurationSource(root, args.base, io);
  const live = await liveProofs(root, { ...args, configuration }, io);
  const checked = await checkedFolder(root, { ...args, configuration }, io);
  const checklist = await checked.judge(live);
  if (args.init) return writeDraft(root, checked, checklist, io);
  const { sourceUrl } = args;
  await deliver(
    io,
    CHECKLIST_RENDERERS[args.format](checklist, sourceUrl === undefined ? {} : { sourceUrl }),
    args.output,
  );
  return isMet(checklist, args.require === EVERY_ITEM ? undefined : (asked ?? checked.run.requiredItems)) ? 0 : 1;
}

/** Whether the required items are met; without any, everything is required. */
function isMet(checklist: Checklist, required: readonly string[] | undefined): boolean {
  return required === undefined ? checklist.verdict === 'verified' : unmetItems(checklist, required).length === 0;
}

function idsOf(items: string): string[] {
  const required = requiredItems(items);
  if ('unknown' in required)
    throw new UsageError(`'--require' names '${required.unknown}', which no item fits. Use ids such as A1,B*.`);
  if (required.ids.length === 0) throw new UsageError("'--require' names no item. Use ids such as A1,B*.");
  return required.ids;
}

async function liveProofs(
  root: string,
  { preflight, live = false, ...args }: ChecklistArguments & { configuration: ConfigurationPlace['source'] },
  io: CliIo,
): Promise<LiveProofs | undefined> {
  if (preflight !== undefined && live)
    throw new UsageError("'--preflight' and '--live' contradict each other. Use one of them.");
  if (preflight !== undefined) return readPreflightFile(io.workingFolder, preflight, args.asOf);
  return live ? runLiveOnce(root, args, io) : undefined;
}

async function writeDraft(
  root: string,
  { attestations: { own: attestations, unread } }: CheckedForChecklist,
  checklist: Checklist,
  io: CliIo,
): Promise<number> {
  if (unread !== undefined)
    throw new UsageError(
      `'${ATTESTATIONS_FILE}' was not read: ${unread}. Make it a file that can be read, and run this again.`,
    );
  const missing = missingAttestations(checklist);
  const drafted = await attestedIn(attestations);
  const added = missing.filter(({ id }) => !drafted.has(id));
  if (added.length === 0) {
    tell(io, `No attestation is missing in '${ATTESTATIONS_FILE}'.`);
    return 0;
  }
  const text = draftAttestations(added, attestations);
  if (text === undefined)
    throw new UsageError(
      `'${ATTESTATIONS_FILE}' does not end with its list, so nothing was added. Add these by hand: ${added.map(({ id }) => id).join(', ')}.`,
    );
  if (attestations === undefined) writeOwnFile(root, ATTESTATIONS_FILE, text);
  else writeChanges(root, new Map([[ATTESTATIONS_FILE, { before: attestations, after: text }]]));
  tell(
    io,
    `Wrote the draft of ${counted(added.length, 'attestation')} to '${ATTESTATIONS_FILE}'. Fill them in, and have them reviewed like code.`,
  );
  return 0;
}

/** The items that the file names already, whether or not the entries count. */
async function attestedIn(text = ''): Promise<Set<string>> {
  const { dataEntries } = await import('../audit/checklist-parts.ts');
  try {
    return new Set(dataEntries(text).flatMap(({ keys, value }) => (keys.at(-1) === 'item' ? [value.trim()] : [])));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`'${ATTESTATIONS_FILE}' was not read: ${error.message}. Correct it, and run this again.`, {
      cause: error,
    });
  }
}
