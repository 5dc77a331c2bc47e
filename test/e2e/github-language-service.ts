import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const REPOSITORY = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

const ENTRY = `
export { validate } from '@actions/languageservice';
export { validateAction } from './node_modules/@actions/languageservice/dist/validate-action.js';
export { TextDocument } from 'vscode-languageserver-textdocument';
`;

/** Returns what GitHub's own language service says of an action.yml or a workflow: `line: message`, errors and warnings. */
export type Validate = (name: string, text: string) => Promise<string[]>;

interface Diagnostic {
  severity?: number;
  message: string;
  range: { start: { line: number } };
}

/** Loads the service. Its packages import JSON in a way that Node.js refuses, so they are bundled first. */
export async function loadLanguageService(): Promise<Validate> {
  const outfile = path.join(mkdtempSync(path.join(tmpdir(), 'language-service-')), 'service.mjs');
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  await build({
    stdin: { contents: ENTRY, resolveDir: REPOSITORY },
    outfile,
    banner,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const { validate, validateAction, TextDocument } = await import(pathToFileURL(outfile).href);
  let turn = 0;
  return async (name, text) => {
    // It remembers what it parsed by address.
    const address = pathToFileURL(path.join(REPOSITORY, `${(turn += 1)}`, name)).href;
    const document = TextDocument.create(address, 'yaml', 1, text);
    const diagnostics: Diagnostic[] = await (path.basename(name) === 'action.yml'
      ? validateAction(document)
      : validate(document, {}));
    return diagnostics
      .filter(({ severity = 1 }) => severity <= 2)
      .map(({ range, message }) => `${range.start.line + 1}: ${message}`);
  };
}

/** Reads a file of the repository. */
export function readText(name: string): string {
  return readFileSync(path.join(REPOSITORY, name), 'utf8');
}
