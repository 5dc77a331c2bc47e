import { Resolver } from 'node:dns/promises';
import type { CallLog } from './call-log.ts';

/** What a question to the DNS brought: `absent` is the answer that there is none, `unknown` that nobody answered. */
export type Lookup = { kind: 'found'; records: string[] } | { kind: 'absent' } | { kind: 'unknown' };

/** Questions to the DNS, each asked once. */
export interface DomainNames {
  /** The texts of a name, each joined from its parts. */
  texts(name: string): Promise<Lookup>;
  /** The servers that take mail for a name, the most preferred first, in lower case. */
  mailServers(name: string): Promise<Lookup>;
  /** The name that another one stands for, in lower case. */
  aliases(name: string): Promise<Lookup>;
}

export interface DomainNameOptions {
  log: CallLog;
  signal: AbortSignal;
  /** A name server in place of the system's, such as `127.0.0.1:5353`. */
  server?: string | undefined;
}

/** Enough for one domain: an SPF record may need ten, DKIM and DMARC a few. */
type RecordType = 'TXT' | 'MX' | 'CNAME';

const MAX_QUESTIONS = 24;
const TIMEOUT_MS = 5_000;
const ABSENT = new Set(['ENODATA', 'ENOTFOUND']);

/** Asks the system's name servers, or the one that is given. */
export function createDomainNames({ log, signal, server }: DomainNameOptions): DomainNames {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 2 });
  if (server !== undefined) resolver.setServers([server]);
  signal.addEventListener('abort', () => resolver.cancel(), { once: true });
  const known = new Map<string, Promise<Lookup>>();

  const questions: Record<RecordType, (name: string) => Promise<string[]>> = {
    TXT: async name => (await resolver.resolveTxt(name)).map(parts => parts.join('')),
    MX: async name =>
      (await resolver.resolveMx(name))
        .sort((left, right) => left.priority - right.priority)
        .map(({ exchange }) => exchange.toLowerCase()),
    CNAME: async name => (await resolver.resolveCname(name)).map(alias => alias.toLowerCase()),
  };

  async function ask(type: RecordType, name: string): Promise<Lookup> {
    if (known.size > MAX_QUESTIONS || signal.aborted) return { kind: 'unknown' };
    const call = log.begin('DNS', `dns:${name}?type=${type}`);
    try {
      const records = await questions[type](name);
      call.answered();
      return { kind: 'found', records };
    } catch (error) {
      const isAbsent = ABSENT.has(codeOf(error));
      call.failed(isAbsent ? 'not found' : 'dns');
      return { kind: isAbsent ? 'absent' : 'unknown' };
    }
  }

  function once(type: RecordType, name: string): Promise<Lookup> {
    const question = `${type} ${name}`;
    const lookup = known.get(question) ?? ask(type, name);
    known.set(question, lookup);
    return lookup;
  }

  return {
    texts: name => once('TXT', name),
    mailServers: name => once('MX', name),
    aliases: name => once('CNAME', name),
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
