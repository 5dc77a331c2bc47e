import { posix } from 'node:path';
import { isTestFile } from '../../../eslint-plugin/program/test-file.ts';
import type { OtherCode, OtherCodeSubject } from '../../model/evidence-facts.ts';
import { EVIDENCE_SIGNS, type EvidenceSigns } from '../../vendors/evidence-signs.ts';
import { DEFAULT_VENDOR } from '../../vendors/report-terms.ts';
import { decodeText } from '../discovery/decode-text.ts';
import type { FileReader } from '../discovery/read-file.ts';

/** Languages of servers and scripts; those of apps use the public key, and documents run nothing. */
const LANGUAGES: Readonly<Record<string, string>> = {
  '.clj': 'Clojure',
  '.cls': 'Apex',
  '.coffee': 'CoffeeScript',
  '.cr': 'Crystal',
  '.cs': 'C#',
  '.erl': 'Erlang',
  '.ex': 'Elixir',
  '.exs': 'Elixir',
  '.fs': 'F#',
  '.go': 'Go',
  '.groovy': 'Groovy',
  '.java': 'Java',
  '.kt': 'Kotlin',
  '.lua': 'Lua',
  '.php': 'PHP',
  '.pl': 'Perl',
  '.pm': 'Perl',
  '.ps1': 'PowerShell',
  '.py': 'Python',
  '.rb': 'Ruby',
  '.rs': 'Rust',
  '.scala': 'Scala',
  '.vb': 'Visual Basic',
};

/** A comment of a whole line, in any of the languages; an attribute of PHP is none. */
const COMMENT = /^\s*(?:#(?!\[)|\/\/|\/?\*|--|;)/;

/** As the frameworks of these languages name tests; folders of tests are known already. */
const TEST =
  /(?:^|\/)(?:test_[^/]+|conftest)\.py$|_(?:test|spec)\.(?:py|go|rb|exs)$|(?:Tests?|Spec)\.(?:php|java|kt|cs|fs|scala|groovy)$/;

const SUBJECTS: readonly (readonly [OtherCodeSubject, RegExp])[] = [
  ['webhooks', /webhook/i],
  ['phone numbers', /phone_?number/i],
  [
    'http server',
    /\b(?:flask|fastapi|django|starlette|aiohttp\.web|sinatra|ActionController|ApplicationController|Illuminate\\|Symfony\\|gin-gonic|labstack\/echo|http\.HandleFunc|http\.ListenAndServe|springframework\.web|ktor\.server|AspNetCore|Phoenix\.|axum|actix_web)/i,
  ],
];

/**
 * Finds what calls the vendor, or receives its webhooks, in languages that are not analyzed, and the manifests that declare its SDK for
 * one of them. Tests and comments count for nothing.
 *
 * @param files relative to the checked folder
 * @param signs those of the vendor; the default vendor's by default
 */
export function findOtherCode(
  read: FileReader,
  files: readonly string[],
  { mentions, otherCode }: Pick<EvidenceSigns, 'mentions' | 'otherCode'> = EVIDENCE_SIGNS[DEFAULT_VENDOR],
): OtherCode[] {
  return files.flatMap(path => {
    if (isTestFile(path) || TEST.test(path)) return [];
    const declaration = otherCode.declarations.find(({ manifest }) => manifest.test(path));
    const language = declaration?.language ?? LANGUAGES[posix.extname(path).toLowerCase()];
    if (language === undefined) return [];
    const bytes = read(path);
    const text = bytes instanceof Uint8Array ? decodeText(bytes).text : '';
    if (!mentions(text)) return [];
    const found = declaration ? declaredIn(text, declaration.declares) : calledIn(text, otherCode);
    return found ? [{ path, language, ...found }] : [];
  });
}

type Found = Pick<OtherCode, 'line' | 'subjects'>;

function declaredIn(text: string, declares: RegExp): Found | undefined {
  const line = lineOf(text, line => declares.test(line.trim()) && !/^\s*["']?name["']?\s*[:=]/.test(line));
  return line === undefined ? undefined : { line, subjects: ['sdk'] };
}

function calledIn(text: string, { host, webhookHeader, sdkImport }: EvidenceSigns['otherCode']): Found | undefined {
  const usesSdk = lineOf(text, line => sdkImport.test(line));
  const line = usesSdk ?? lineOf(text, line => host.test(line) || webhookHeader.test(line));
  if (line === undefined) return undefined;
  const subjects = SUBJECTS.filter(([, sign]) => sign.test(text)).map(([subject]) => subject);
  return { line, subjects: usesSdk === undefined ? subjects : ['sdk', ...subjects] };
}

/** The number of the first line that is no comment and fits. */
function lineOf(text: string, fits: (line: string) => boolean): number | undefined {
  const index = text.split('\n').findIndex(line => fits(line) && !COMMENT.test(line));
  return index === -1 ? undefined : index + 1;
}
