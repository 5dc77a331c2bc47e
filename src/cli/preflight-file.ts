import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LiveProofs } from '../audit/assemble-checklist.ts';
import { UsageError } from '../model/errors.ts';
import type { ProbeResult, Table } from '../model/report.ts';

const MOST_BYTES = 5 * 1024 * 1024;
const STATUSES: readonly ProbeResult['status'][] = ['passed', 'warned', 'failed', 'skipped'];

/**
 * Reads what `klaviyo-lint preflight --format json` wrote.
 *
 * @param asOf the day that counts as today, `YYYY-MM-DD`
 * @throws UsageError for a file that cannot be read, is something else, or is of a day to come
 */
export function readPreflightFile(workingFolder: string, file: string, asOf: string): LiveProofs {
  // JSON itself allows no byte order mark, which some shells write.
  const report = parse(textOf(resolve(workingFolder, file), file).replace(/^\uFEFF/, ''));
  if (!isRecord(report) || report['schemaVersion'] !== 1 || !Array.isArray(report['probes'])) throw wrong(file);
  const startedAt = textIn(report, 'startedAt');
  const probes = report['probes'].map(probeOf);
  const notAsked = listIn(report, 'notAsked').map(entry => ({
    id: textIn(entry, 'id') ?? '',
    reason: textIn(entry, 'reason') ?? '',
  }));
  if (startedAt === undefined || Number.isNaN(Date.parse(startedAt)) || probes.includes(undefined)) throw wrong(file);
  if (new Set(probes.map(probe => probe?.id)).size < probes.length) throw wrong(file);
  if (isToCome(startedAt, asOf))
    throw new UsageError(`'${file}' is of a day after ${asOf}. Run the preflight again, or correct '--as-of'.`);
  return { startedAt, probes: probes as ProbeResult[], notAsked };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day after is still today somewhere. */
function isToCome(startedAt: string, asOf: string): boolean {
  return Date.parse(startedAt) >= Date.parse(`${asOf}T00:00:00Z`) + 2 * DAY_MS;
}

function textOf(path: string, file: string): string {
  try {
    const { size } = statSync(path);
    if (size <= MOST_BYTES) return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`'${file}' cannot be read. Name the JSON that 'klaviyo-lint preflight' wrote.`, {
      cause: error,
    });
  }
  throw wrong(file);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wrong(file: string): UsageError {
  return new UsageError(
    `'${file}' is no report of a preflight. Write one with 'klaviyo-lint preflight --format json --output FILE'.`,
  );
}

function probeOf(value: unknown): ProbeResult | undefined {
  if (!isRecord(value)) return undefined;
  const id = textIn(value, 'id');
  const status = STATUSES.find(known => known === value['status']);
  if (id === undefined || status === undefined) return undefined;
  const texts = Object.fromEntries(
    (['message', 'reason', 'nextAction'] as const).flatMap(name => {
      const text = textIn(value, name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
  const table = tableOf(value['table']);
  return { id, status, ...texts, ...(table && { table }), durationMs: 0 };
}

function tableOf(value: unknown): Table | undefined {
  if (!isRecord(value)) return undefined;
  const rows = Array.isArray(value['rows']) ? value['rows'] : [];
  return { columns: [], rows: rows.filter(Array.isArray).map(row => row.map(String)) };
}

function listIn(report: Record<string, unknown>, name: string): Record<string, unknown>[] {
  const list = report[name];
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

function textIn(record: Record<string, unknown>, name: string): string | undefined {
  const value = record[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
