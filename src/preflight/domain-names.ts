import { Resolver } from 'node:dns/promises';
import type { CallLog } from './call-log.ts';

/** What a question to the DNS brought: `absent` is the answer that there is none, `unknown` that nobody answered. */
export type Lookup = { kind: 'found'; records: string[] } | { kind: 'absent' } | { kind: 'unknown' };

/** Questions to the DNS, each asked once. */
export interface DomainNames {
  /** The texts of a name, each joined from its parts. */
  texts(name: string): Promise<Lookup>;
}

export interface DomainNameOptions {
  log: CallLog;
  signal: AbortSignal;
  /** A name server in place of the system's, such as `127.0.0.1:5353`. */
  server?: string | undefined;
}

/** Enough for one domain: an SPF record may need ten, DKIM and DMARC a few. */
const MAX_QUESTIONS = 24;
const TIMEOUT_MS = 5_000;
const ABSENT = new Set(['ENODATA', 'ENOTFOUND']);

/** Asks the system's name servers, or the one that is given. */
export function createDomainNames({ log, signal, server }: DomainNameOptions): DomainNames {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 2 });
  if (server !== undefined) resolver.setServers([server]);
  signal.addEventListener('abort', () => resolver.cancel(), { once: true });
  const known = new Map<string, Promise<Lookup>>();

  async function ask(name: string): Promise<Lookup> {
    if (known.size > MAX_QUESTIONS || signal.aborted) return { kind: 'unknown' };
    const call = log.begin('DNS', `dns:${name}?type=TXT`);
    try {
      const records = await resolver.resolveTxt(name);
      call.answered();
      return { kind: 'found', records: records.map(parts => parts.join('')) };
    } catch (error) {
      const isAbsent = ABSENT.has(codeOf(error));
      call.failed(isAbsent ? 'not found' : 'dns');
      return { kind: isAbsent ? 'absent' : 'unknown' };
    }
  }

  return {
    texts(name) {
      const lookup = known.get(name) ?? ask(name);
      known.set(name, lookup);
      return lookup;
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
