import { isTestFile } from '../../../eslint-plugin/program/test-file.ts';
import type { Finding, Location, SuppressedFinding } from '../../model/finding.ts';
import type { Project } from '../discovery/project.ts';
import type { KeySearch } from '../keys/key-search.ts';
import type { LintedFiles } from '../lint/lint-files.ts';
import { LINT_VENDORS } from '../lint/lint-vendor.ts';
import { loadEngine, locationOf, textIn } from './parsed-files.ts';

interface Seen {
  linted: Pick<LintedFiles, 'analyzed'>;
  search: Pick<KeySearch, 'read' | 'answering'>;
  findings: readonly (Finding | SuppressedFinding)[];
}

/**
 * Finds the places of checked files where a handler of errors answers with a whole one, in a project that uses an SDK whose errors have
 * the key: it may be one of them, whatever file the SDK is called in. Where a file imports the SDK, exceptions count that are thrown with
 * a whole error. The engine is loaded where there may be some.
 *
 * @param linted what the rules analyzed
 * @param findings all, also those that comments silence
 */
export async function unresolvedErrors(
  project: Pick<Project, 'files' | 'isSelected'>,
  { linted, search, findings }: Seen,
): Promise<Location[]> {
  const handling = project.files.filter(path => search.answering.has(path));
  const throwing = linted.analyzed
    .filter(({ text }) => importsSdk(text) && EXCEPTION.test(text))
    .map(({ path }) => path);
  const paths = [...new Set([...handling, ...throwing])].filter(path => !isTestFile(path) && project.isSelected(path));
  if (paths.length === 0 || !linted.analyzed.some(({ path, text }) => !isTestFile(path) && givesKey(text))) return [];
  const { parse, errorsInExceptions, errorsOfHandlers } = await loadEngine();
  const reported = new Set(findings.map(({ path, line }) => `${path}:${line}`));
  return paths.flatMap(path => {
    const text = textIn(search, path);
    const isThrowing = throwing.includes(path);
    const file = isThrowing || HANDLES_ERRORS.some(sign => sign.test(text)) ? parse(path, text) : undefined;
    if (!file) return [];
    const found = new Set([...errorsOfHandlers(file), ...(isThrowing ? errorsInExceptions(file) : [])]);
    return [...found].map(node => locationOf(node, path)).filter(({ line }) => !reported.has(`${path}:${line}`));
  });
}

const EXCEPTION = /\bthrow\s{1,20}new\s{1,20}\w{1,60}Exception\(/;

/** Whether code uses an SDK whose errors have the key. */
function importsSdk(text: string): boolean {
  return Object.values(LINT_VENDORS).some(
    ({ errorsHaveKeyOf, sdkPackage }) => errorsHaveKeyOf !== undefined && text.includes(sdkPackage),
  );
}

/** A function of an error and more, by the names of its parameters, or what runs the handlers of others; most files have neither. */
const HANDLES_ERRORS = [
  /\(\s{0,50}_?(?:e|ex|err\w*|error\w*|exception\w*)\b[^(){}]{0,300},[^(){}]{0,300}\)[^(){}=;]{0,100}(?:=>|\{)/i,
  /,\s{0,50}_?(?:res|resp|response|reply)\b[^(){}]{0,300},[^(){}]{0,300}\)[^(){}=;]{0,100}(?:=>|\{)/,
  /\b(?:setErrorHandler|onError)\b|@Catch\(/,
  /\b(?:await|return)\s{1,50}(?:next|fn|func|cb|callback|run|route|action|controller|method|original\w*|\w*[hH]andler|\w+Fn)\(/,
];

/** Whether code gives a key to an SDK whose errors have it. */
function givesKey(text: string): boolean {
  return Object.values(LINT_VENDORS).some(({ errorsHaveKeyOf }) => errorsHaveKeyOf?.test(text) === true);
}
