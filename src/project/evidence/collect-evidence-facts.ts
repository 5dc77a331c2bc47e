import { isTestFile } from '../../../eslint-plugin/program/test-file.ts';
import type { DataEntry, DataFile, EvidenceFacts, TextFile } from '../../model/evidence-facts.ts';
import { EVIDENCE_SIGNS } from '../../vendors/evidence-signs.ts';
import { DEFAULT_VENDOR } from '../../vendors/report-terms.ts';
import type { VendorId } from '../../vendors/sdks.ts';
import { decodeText } from '../discovery/decode-text.ts';
import { failureReason } from '../discovery/failure.ts';
import { fileKind, type FileKind } from '../discovery/file-kind.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { collectCode } from './collect-code.ts';
import { collectTemplates } from './collect-templates.ts';
import { dataEntries } from './data-entries.ts';
import { findOtherCode } from './other-code.ts';
import { terraformEntries } from './terraform-entries.ts';
import { tomlEntries } from './toml-entries.ts';

const TEXT_KINDS: ReadonlySet<FileKind | undefined> = new Set(['shell', 'makefile', 'dockerfile', 'component']);
const DATA = /\.(?:ya?ml|json|toml|tf)$/i;
const LOCK =
  /(?:^|\/)(?:package-lock|npm-shrinkwrap|pnpm-lock|composer|tsconfig[^/]*|jsconfig|Cargo)\.(?:json|ya?ml|toml)$/i;
/** Operations that a repository may describe without naming the vendor. */
const OPERATIONS =
  /\bkind["']?\s*:\s*["']?(?:Deployment|StatefulSet|DaemonSet|Rollout|ExternalSecret|ClusterExternalSecret|SecretStore|ClusterSecretStore|SealedSecret|SecretProviderClass|VaultStaticSecret)\b|rollback|rollout|\bsops\b|doppler|vault|infisical|secretsmanager|secret_manager|creation_rules|key_vault|dead_?letter|redrive/i;
/** Larger files are exports of something. */
const MOST_BYTES = 1024 * 1024;

/**
 * Collects what evidence about a vendor is looked for in. Nothing of the repository is run, and tests count for nothing.
 *
 * @param files relative to the checked folder
 */
export async function collectEvidenceFacts(
  read: FileReader,
  files: readonly string[],
  vendor: VendorId = DEFAULT_VENDOR,
): Promise<EvidenceFacts> {
  const signs = EVIDENCE_SIGNS[vendor];
  const own = files.filter(path => !isTestFile(path));
  const { code, unread } = await collectCode(read, own, vendor);
  const data: DataFile[] = [];
  const texts: TextFile[] = [];
  const unreadData: EvidenceFacts['unreadData'] = [];
  for (const path of own) {
    const kind = fileKind(path);
    if (DATA.test(path) && !LOCK.test(path)) {
      const found = readData(read, path, kind, signs.mentions);
      if (found && 'reason' in found) unreadData.push(found);
      else if (found) data.push(found);
    } else if (TEXT_KINDS.has(kind)) texts.push(...readLines(read, path, signs.mentions));
  }
  const templates = signs.hasTemplates ? await collectTemplates(read, own) : undefined;
  return {
    code,
    data,
    texts,
    unread,
    unreadData,
    otherCode: findOtherCode(read, own, signs),
    ...(templates && { templates }),
  };
}

type UnreadData = EvidenceFacts['unreadData'][number];

type Mentions = (text: string) => boolean;

function readData(
  read: FileReader,
  path: string,
  kind: FileKind | undefined,
  mentions: Mentions,
): DataFile | UnreadData | undefined {
  const text = readText(read, path);
  const isWanted = kind === 'workflow' || kind === 'pipeline' || kind === 'manifest';
  if (text === undefined || !(isWanted || mentions(path) || mentions(text) || OPERATIONS.test(text))) return undefined;
  try {
    return { path, entries: entriesOf(path, text) };
  } catch (error) {
    return { path, reason: TEMPLATE.test(text) ? 'it is a template' : reasonOf(error) };
  }
}

/** What a chart fills in is no data before that. */
const TEMPLATE = /\{\{-?\s*[.$\w"(]/;

function entriesOf(path: string, text: string): DataEntry[] {
  if (path.endsWith('.tf')) return terraformEntries(text);
  return /\.toml$/i.test(path) ? tomlEntries(text) : dataEntries(text);
}

function reasonOf(error: unknown): string {
  return error instanceof SyntaxError ? error.message : failureReason(error);
}

function readLines(read: FileReader, path: string, mentions: Mentions): TextFile[] {
  const text = readText(read, path);
  if (text === undefined || !(mentions(text) || OPERATIONS.test(text))) return [];
  const lines = text.split('\n').map((line, index) => ({ text: line, line: index + 1 }));
  return [{ path, lines: lines.filter(({ text: line }) => !/^\s*(?:#|\/\/|<!--)/.test(line) && line.length < 2000) }];
}

function readText(read: FileReader, path: string): string | undefined {
  const bytes = read(path);
  return bytes instanceof Uint8Array && bytes.length <= MOST_BYTES ? decodeText(bytes).text : undefined;
}
