/** What was seen of one of the three records of a sending domain. */
export interface MailFinding {
  /** `unknown`: nobody answered. */
  state: 'good' | 'weak' | 'bad' | 'unknown';
  /** A clause without a full stop. */
  fact: string;
}

export const NO_ANSWER: MailFinding = { state: 'unknown', fact: 'no name server answered' };

export function good(fact: string): MailFinding {
  return { state: 'good', fact };
}

export function weak(fact: string): MailFinding {
  return { state: 'weak', fact };
}

export function bad(fact: string): MailFinding {
  return { state: 'bad', fact };
}

/** Reads `v=DMARC1; p=none; …`. Names in lower case; a part that is no tag is under the empty name. */
export function readTags(record: string): Map<string, string> {
  const parts = record
    .split(';')
    .map(part => part.trim())
    .filter(part => part !== '');
  return new Map(
    parts.map(part => {
      const at = part.indexOf('=');
      const name = part.slice(0, Math.max(0, at)).trim().toLowerCase();
      return /^[a-z][a-z0-9_]*$/.test(name) ? [name, part.slice(at + 1).trim()] : ['', part];
    }),
  );
}
