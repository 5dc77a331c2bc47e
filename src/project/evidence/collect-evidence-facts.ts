import { isTestFile } from '../../../eslint-plugin/program/test-file.ts';
import type { DataFile, EvidenceFacts, TextFile } from '../../model/evidence-facts.ts';
import { mentionsVendor } from '../../vendors/klaviyo/sign.ts';
import { decodeText } from '../discovery/decode-text.ts';
import { failureReason } from '../discovery/failure.ts';
import { fileKind, type FileKind } from '../discovery/file-kind.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { collectCode } from './collect-code.ts';
import { dataEntries } from './data-entries.ts';
import { findOtherCode } from './other-code.ts';
import { terraformEntries } from './terraform-entries.ts';

const TEXT_KINDS: ReadonlySet<FileKind | undefined> = new Set(['shell', 'makefile', 'dockerfile', 'component']);
const DATA = /\.(?:ya?ml|json|tf)$/i;
const LOCK = /(?:^|\/)(?:package-lock|npm-shrinkwrap|pnpm-lock|composer|tsconfig[^/]*|jsconfig)\.(?:json|ya?ml)$/i;
/** Operations that a repository may describe without naming the vendor. */
const OPERATIONS =
  /\bkind["']?\s*:\s*["']?(?:Deployment|StatefulSet|DaemonSet|Rollout|ExternalSecret|ClusterExternalSecret|SecretStore|ClusterSecretStore|SealedSecret|SecretProviderClass|VaultStaticSecret)\b|rollback|rollout|\bsops\b|doppler|vault|infisical|secretsmanager|secret_manager|creation_rules|key_vault|dead_?letter|redrive/i;
/** Larger files are exports of something. */
const MOST_BYTES = 1024 * 1024;

/**
 * Collects what evidence is looked for in. Nothing of the repository is run, and tests count for nothing.
 *
 * @param files relative to the checked folder
 */
export async function collectEvidenceFacts(read: FileReader, files: readonly string[]): Promise<EvidenceFacts> {
  const own = files.filter(path => !isTestFile(path));
  const { code, unread } = await collectCode(read, own);
  const data: DataFile[] = [];
  const texts: TextFile[] = [];
  for (const path of own) {
    const kind = fileKind(path);
    if (DATA.test(path) && !LOCK.test(path)) data.push(...readData(read, path, kind));
    else if (TEXT_KINDS.has(kind)) texts.push(...readLines(read, path));
  }
  return { code, data, texts, unread, otherCode: findOtherCode(read, own) };
}

function readData(read: FileReader, path: string, kind: FileKind | undefined): DataFile[] {
  const text = readText(read, path);
  const isWanted = kind === 'workflow' || kind === 'pipeline' || kind === 'manifest';
  if (text === undefined || !(isWanted || mentionsVendor(path) || mentionsVendor(text) || OPERATIONS.test(text)))
    return [];
  try {
    return [{ path, entries: path.endsWith('.tf') ? terraformEntries(text) : dataEntries(text) }];
  } catch (error) {
    // A template of a chart is no YAML yet; whatever it is, it shows nothing.
    failureReason(error);
    return [];
  }
}

function readLines(read: FileReader, path: string): TextFile[] {
  const text = readText(read, path);
  if (text === undefined || !(mentionsVendor(text) || OPERATIONS.test(text))) return [];
  const lines = text.split('\n').map((line, index) => ({ text: line, line: index + 1 }));
  return [{ path, lines: lines.filter(({ text: line }) => !/^\s*(?:#|\/\/|<!--)/.test(line) && line.length < 2000) }];
}

function readText(read: FileReader, path: string): string | undefined {
  const bytes = read(path);
  return bytes instanceof Uint8Array && bytes.length <= MOST_BYTES ? decodeText(bytes).text : undefined;
}
