import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { isServerOnly, mayHaveServerFunctions } from '../../../src/vendors/browser-module.ts';
import { projectPath } from '../../program/project-path.ts';
import { isTestFile } from '../../program/test-file.ts';
import { setting } from '../../settings.ts';
import { importedByClient, isClient } from './browser.ts';
import { type BrowserPart, browserPart } from './browser-part.ts';
import { isPageScript } from './page-script.ts';
import { isOnlyForServer } from './server-functions.ts';

/** Returns how a node reaches the browser. */
export type WayToBrowser = (node: TSESTree.Node) => string | undefined;

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/**
 * Finds out, once it is needed, how nodes of the linted file reach the browser: the end of a message, empty where the file is of the
 * browser by itself; undefined for what stays on the server.
 */
export function createWayToBrowser(context: Context, vendor: Vendor): WayToBrowser {
  const mayStay = mayHaveServerFunctions(context.sourceCode.text);
  let ofFile: { way: string | undefined; part: BrowserPart | undefined } | undefined;
  return node => {
    ofFile ??= findWayToBrowser(context, vendor);
    if (mayStay && ofFile.way !== undefined && isOnlyForServer(node)) return undefined;
    return ofFile.way ?? (ofFile.part?.(node) === true ? '' : undefined);
  };
}

function findWayToBrowser(
  context: Context,
  { id }: Vendor,
): { way: string | undefined; part: BrowserPart | undefined } {
  const { text, ast } = context.sourceCode;
  const path = projectPath(context.filename, context.cwd);
  if (isServerOnly(path, text)) return { way: undefined, part: undefined };
  const reachedFrom = setting(context, 'reachedFrom', id);
  if (isClient(path, text) || (!isTestFile(path) && isPageScript(ast, text))) return { way: '', part: undefined };
  const importer = typeof reachedFrom === 'string' ? reachedFrom : importedByClient(context);
  return {
    way: importer === undefined ? undefined : ` through '${importer}'`,
    part: isTestFile(path) ? undefined : browserPart(ast),
  };
}
