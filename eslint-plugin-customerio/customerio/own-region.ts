import type { TSESTree } from '@typescript-eslint/utils';
import type { Region } from '../../src/vendors/customerio/hosts.ts';
import { type Module, moduleOf } from '../../eslint-plugin/program/module.ts';
import { spelledNames } from '../../eslint-plugin/program/node.ts';
import { isMocking, isTestFile } from '../../eslint-plugin/program/test-file.ts';
import { visit } from '../../eslint-plugin/program/visit.ts';
import { constructionAt, type Construction, optionsOf } from './construction.ts';
import { regionOf } from './sdk-export.ts';

/** A client whose region is written down, whatever happens. */
export interface RegionalClient {
  construction: Construction;
  region: Region;
  module: Module;
}

/** The client before it, in the same project, that is for the other region, although an account is in one only. */
export function clientOfOtherRegion(construction: Construction, module: Module): RegionalClient | undefined {
  const own = regionalClient(construction, module);
  if (!own) return undefined;
  const all = [module, ...module.others()]
    .filter(({ path }) => packageFolder(path) === packageFolder(module.path))
    .flatMap(regionalClientsIn)
    .sort(byPlace);
  if (all.some(each => namesRegion(each.construction)) || haveSeveralAccounts(all)) return undefined;
  const [first] = all;
  return first && first.region !== own.region ? first : undefined;
}

const known = new WeakMap<Module, RegionalClient[]>();

function regionalClientsIn(module: Module): RegionalClient[] {
  const before = known.get(module);
  if (before) return before;
  const found: RegionalClient[] = [];
  known.set(module, found);
  if (isTestFile(module.path) || isMocking(module.text)) return found;
  visit(module.ast, node => {
    if (node.type !== 'NewExpression') return;
    const construction = constructionAt(node);
    const client = construction && regionalClient(construction, module);
    if (client) found.push(client);
  });
  return found;
}

/** One among alternatives has its region by a decision of the code. */
function regionalClient(construction: Construction, module: Module): RegionalClient | undefined {
  const [options, ...more] = optionsOf(construction) ?? [];
  const value = more.length === 0 ? options?.properties.get('region')?.() : undefined;
  const region = value && regionOf(value);
  return region && !isAlternative(construction.node) ? { construction, region, module } : undefined;
}

const DECISIONS = new Set(['IfStatement', 'ConditionalExpression', 'LogicalExpression', 'SwitchCase', 'Property']);

function isAlternative(node: TSESTree.Node): boolean {
  for (let at = node.parent; at; at = at.parent) if (DECISIONS.has(at.type)) return true;
  return false;
}

/** The package of a monorepo that a file belongs to; empty for the one at the top. */
function packageFolder(path: string): string {
  return (
    /^(?:apps|examples|functions|libs|modules|packages|plugins|services)\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ??
    ''
  );
}

const REGIONAL_NAME = /(?:^|[^a-z])(?:eu|us|usa|europe|emea)(?:[^a-z]|$)|[a-z](?:EU|Eu|US|Us)(?:[A-Z]|$)/;

/** The name of a variable or of credentials says which region they are for: an application for two accounts. */
function namesRegion({ node, credentials }: Construction): boolean {
  const names = [...credentials.flatMap(spelledNames), ...holderNames(node)];
  return names.some(name => REGIONAL_NAME.test(name) || REGIONAL_NAME.test(name.toLowerCase()));
}

function holderNames({ parent }: TSESTree.Node): string[] {
  if (parent?.type === 'VariableDeclarator') return spelledNames(parent.id);
  return parent?.type === 'AssignmentExpression' ? spelledNames(parent.left) : [];
}

/** Two clients of the same API with other credentials are for two workspaces, which may be those of two accounts. */
function haveSeveralAccounts(clients: readonly RegionalClient[]): boolean {
  return clients.some(({ construction, region }) =>
    clients.some(
      other =>
        other.region !== region &&
        other.construction.client === construction.client &&
        spelled(other.construction) !== spelled(construction),
    ),
  );
}

function spelled({ credentials }: Construction): string {
  return credentials.map(credential => spelledNames(credential).at(-1) ?? '').join();
}

function byPlace(one: RegionalClient, other: RegionalClient): number {
  if (one.module.path !== other.module.path) return one.module.path < other.module.path ? -1 : 1;
  return one.construction.node.range[0] - other.construction.node.range[0];
}

/** Where a client stands, for a message: its line, with its file where that is another one. */
export function placeFrom({ construction, module }: RegionalClient, from: TSESTree.Node): string {
  const { line } = construction.node.loc.start;
  return module.fileName === moduleOf(from)?.fileName ? `line ${line}` : `line ${line} of '${module.path}'`;
}
