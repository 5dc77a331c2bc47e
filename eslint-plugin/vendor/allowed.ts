import type { JSONSchema } from '@typescript-eslint/utils';

/** Which raw calls a team lets pass. `*` stands for any text. */
export interface Allowed {
  /** Paths of the API, such as `/api/client-side/*`. */
  allowPaths?: string[];
  /** Files, such as `legacy/*`, matched at their end. */
  allowFiles?: string[];
  /** Clients as the rule names them: `axios`, `fetch`, `injected`. */
  allowClients?: string[];
}

const patterns: JSONSchema.JSONSchema4 = { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true };

export const allowedSchema: JSONSchema.JSONSchema4 = {
  type: 'object',
  additionalProperties: false,
  properties: { allowPaths: patterns, allowFiles: patterns, allowClients: patterns },
};

export function isAllowed(
  { allowPaths = [], allowFiles = [], allowClients = [] }: Allowed,
  client: string,
  path: string,
  file: string,
): boolean {
  const name = file.replaceAll('\\', '/');
  return (
    allowClients.includes(client) ||
    allowPaths.some(pattern => matches(pattern.replace(/\/$/, ''), path)) ||
    allowFiles.some(pattern => matches(`*/${pattern}`, `/${name}`))
  );
}

/** Matches a text with a pattern, in which `*` stands for any text, without regular expressions: the pieces between the stars stand in this order, the first at the start, the last at the end. */
export function matches(pattern: string, text: string): boolean {
  const pieces = pattern.split(/\*+/);
  const [first = '', ...rest] = pieces;
  if (rest.length === 0) return text === pattern;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let from = first.length;
  for (const piece of rest) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return from <= text.length - last.length;
}
