import { isRecord } from '../is-record.ts';

/** What is used of a JSON:API error document: words of known shapes, so that nothing of a body is repeated. */
export interface ErrorDocument {
  codes: string[];
  /** Scopes that the errors name, such as `accounts:read`. */
  scopes: string[];
  /** Whether they are about a parameter or a header of the request, such as `revision`. */
  namesParameter: boolean;
}

const CODE = /^[a-z_]{1,40}$/;
const SCOPE = /^[a-z-]{1,40}:(?:read|write)$/;

/** Reads `{ errors: [{ code, detail }] }`. Anything else, such as the page of a network edge, is undefined. */
export function readErrorDocument(body: unknown): ErrorDocument | undefined {
  const errors = isRecord(body) ? body['errors'] : undefined;
  if (!Array.isArray(errors)) return undefined;
  const records = errors.filter(isRecord);
  return {
    codes: records.map(({ code }) => String(code)).filter(code => CODE.test(code)),
    scopes: unique(records.flatMap(({ detail }) => words(detail)).filter(word => SCOPE.test(word))),
    namesParameter: records.some(
      ({ source, detail }) =>
        (isRecord(source) && typeof source['parameter'] === 'string') || words(detail).includes('revision'),
    ),
  };
}

/** Words of a sentence; a full stop that ends one is no part of it. */
function words(detail: unknown): string[] {
  return typeof detail === 'string' ? detail.split(/[\s,;'"`()[\]]+|\.(?=\s|$)/) : [];
}

function unique(values: string[]): string[] {
  return [...new Set(values)].slice(0, 5);
}
