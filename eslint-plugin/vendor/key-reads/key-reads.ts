import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { isTypeQuery, spelledNames, staticName } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { readsByList } from './listed-names.ts';
import { isInPrivateSettings } from './private-settings.ts';

/** How the variables of a vendor's keys are called. */
export interface KeyNames {
  /** Whether a variable of that name may hold a key. */
  mayBeKey(name: string): boolean;
  /** Whether it holds one, where anything else may be called so, too. */
  isSecret(name: string): boolean;
}

/** A place where a key is read, and all that stands for it there. */
export interface KeyRead {
  node: TSESTree.Node;
  /** Where one of these is used, the read is. */
  means: readonly TSESTree.Node[];
  /** It is put into settings that stay on the server. */
  isPrivate?: true;
}

/**
 * Finds where a program reads the variable of a key, or a constant that is made with one: not where it is only tested, compared or declared.
 *
 * @param sourceCode of a file that rules have run over
 * @param isPart it is a part of a file whose other parts may read what it declares, such as the template of a component
 */
export function keyReads({ ast }: { ast: object }, names: KeyNames, isPart: boolean): KeyRead[] {
  const found: KeyRead[] = [];
  const add = (node: TSESTree.Node, means: readonly TSESTree.Node[] = [node]): void => {
    found.push(...placesOf(node, means, { seen: new Set(), isPart }));
  };
  visit(ast as TSESTree.Program, (node, parent) => {
    switch (node.type) {
      case 'MemberExpression':
        if (isRead(node, names)) add(node);
        break;
      case 'Property':
        if (parent?.type === 'ObjectPattern' && isPartRead(node, parent, names))
          found.push(...placesOfPattern(node.value, { seen: new Set(), isPart }));
        break;
      case 'ImportSpecifier':
        if (names.mayBeKey(constantName(nameOf(node.imported))))
          found.push(...placesOfName(node.local, { seen: new Set(), isPart }));
        break;
      case 'Literal':
        if (typeof node.value === 'string' && isNameOfKey(node.value, names) && isGiven(node))
          add(callAround(node), [node, callAround(node)]);
        else if (typeof node.value === 'string' && names.mayBeKey(constantName(node.value)))
          found.push(...listedRead(node, { seen: new Set(), isPart }));
        else if (typeof node.value === 'string' && names.mayBeKey(PLACEHOLDER.exec(node.value)?.groups?.['name'] ?? ''))
          found.push({ node, means: [node] });
        break;
      default:
    }
  });
  return found;
}

interface Search {
  /** Constants lead to others, and back. */
  seen: Set<TSESTree.Node>;
  isPart: boolean;
}

const CONSTANT = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/;
/** What `envsubst` and the like put a variable in the place of. */
const PLACEHOLDER = /^(?:\$\{?|__|%|#\{|\{\{ ?)(?<name>[A-Z][A-Z\d]*(?:_[A-Z\d]+)+)(?:\}#?| ?\}\}|%|__)?$/;
const HOLDER = /config|settings|env|context|ctx|cradle|options/i;

/** The name, if it is one of a constant. */
function constantName(name = ''): string {
  return CONSTANT.test(name) ? name : '';
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

/** `process.env.KEY`, `env.KEY`, `useRuntimeConfig().privateKey`. */
function isRead(node: TSESTree.MemberExpression, names: KeyNames): boolean {
  const name = staticName(node) ?? '';
  if (CONSTANT.test(name)) return names.mayBeKey(name);
  return names.isSecret(name) && spelledNames(node.object).some(holder => HOLDER.test(holder));
}

/** `const { KEY } = …`, `const { privateKey } = useRuntimeConfig()`. */
function isPartRead(property: TSESTree.Property, { parent }: TSESTree.ObjectPattern, names: KeyNames): boolean {
  const name = staticName(property) ?? '';
  if (CONSTANT.test(name)) return names.mayBeKey(name);
  const init = parent.type === 'VariableDeclarator' ? parent.init : undefined;
  return names.isSecret(name) && init?.type === 'CallExpression' && spelledNames(init.callee).at(-1) === RUNTIME_CONFIG;
}

/** What Nuxt gives a server all its private settings with. */
const RUNTIME_CONFIG = 'useRuntimeConfig';

/** `KEY`, `klaviyo.apiKey`, `klaviyo_private_key`. */
function isNameOfKey(text: string, names: KeyNames): boolean {
  return CONSTANT.test(text) ? names.mayBeKey(text) : /^[a-z][\w.-]*$/i.test(text) && names.isSecret(text);
}

/** A name in a list, where what is read by the names in it is used. */
function listedRead(name: TSESTree.Node, search: Search): KeyRead[] {
  const reads = readsByList(name);
  const isUsed = reads.some(read => read.type === 'CallExpression' || placesOf(read, [read], search).length > 0);
  return isUsed ? [{ node: name, means: [name, ...reads] }] : [];
}

/** Whether a name is given to a function that may read it; a list is where it is given itself. */
function isGiven(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent?.type === 'ArrayExpression') return isGiven(parent);
  if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return false;
  return parent.callee !== node && !HARMLESS.test(spelledNames(parent.callee).join('.'));
}

/** Functions that only speak of a name, declare it, or set the variable. */
const HARMLESS =
  /(?:^|\.)(?:console|logger?)\.|Error$|^(?:defineSecret|(?:sst|Config)\.Secret|describe|it|test|expect)$|\.(?:includes|startsWith|endsWith|indexOf|has|push|add|set|delete|log|warn|info|error|debug|stubEnv|split|replace|join)$/;

function callAround(node: TSESTree.Node): TSESTree.Node {
  let at = node;
  while (at.parent && at.type !== 'CallExpression' && at.type !== 'NewExpression') at = at.parent;
  return at;
}

/** Where a read is, or, where it is given to a constant, where that is read. */
function placesOf(read: TSESTree.Node, means: readonly TSESTree.Node[], search: Search): KeyRead[] {
  let node = read;
  for (;;) {
    const { parent } = node;
    if (!parent || isHarmless(node, parent) || isHeader(node)) return [];
    if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') {
      const places = placesOfName(parent.id, search);
      return isReadHereOnly(parent.id, search) ? places : [...places, { node: read, means }];
    }
    if (!isSame(node, parent)) return [{ node: read, means, ...(isInPrivateSettings(node) && { isPrivate: true }) }];
    node = parent;
  }
}

/** Whether nothing but its file reads a constant. */
function isReadHereOnly(name: TSESTree.Identifier, { isPart }: Search): boolean {
  const references = (variableOf(name)?.references ?? []).filter(reference => reference.isReadOnly());
  const isExported =
    name.parent.parent?.parent?.type === 'ExportNamedDeclaration' ||
    references.some(({ identifier }) => (identifier as TSESTree.Node).parent?.type === 'ExportSpecifier');
  return !isExported && (references.length > 0 || !isPart);
}

/** The places where a name is read that stands for a key. */
function placesOfName(name: TSESTree.Identifier, search: Search): KeyRead[] {
  if (search.seen.has(name)) return [];
  search.seen.add(name);
  const references = (variableOf(name)?.references ?? []).filter(
    reference => reference.identifier !== name && reference.isReadOnly(),
  );
  return references.flatMap(reference => {
    const identifier = reference.identifier as TSESTree.Node;
    if (identifier.parent?.type === 'ExportSpecifier' || isTypeQuery(identifier)) return [];
    return placesOf(identifier, [identifier], search);
  });
}

function placesOfPattern(target: TSESTree.Node, search: Search): KeyRead[] {
  const name = target.type === 'AssignmentPattern' ? target.left : target;
  return name.type === 'Identifier' ? placesOfName(name, search) : [];
}

const SENDING = /^(?:\$?fetch|ofetch|request|axios|got|ky|get|post|put|patch|delete|create|extend)$/i;

/** Whether a node is in the header of a request: `fetch(url, { headers: { Authorization: `Scheme ${key}` } })`. */
function isHeader(node: TSESTree.Node): boolean {
  let at: TSESTree.Node | undefined = node.parent;
  while (at?.type === 'TemplateLiteral' || at?.type === 'BinaryExpression') at = at.parent;
  if (at?.type !== 'Property' || staticName(at)?.toLowerCase() !== 'authorization') return false;
  const headers = at.parent.parent;
  if (headers?.type !== 'Property' || staticName(headers) !== 'headers') return false;
  const call = headers.parent.parent;
  return call?.type === 'CallExpression' && SENDING.test(spelledNames(call.callee).at(-1) ?? '');
}

/** Whether a node stands where its value only decides something, or is replaced. */
function isHarmless(node: TSESTree.Node, parent: TSESTree.Node): boolean {
  switch (parent.type) {
    case 'UnaryExpression':
    case 'ExpressionStatement':
      return true;
    case 'BinaryExpression':
      return parent.operator !== '+';
    case 'LogicalExpression':
      return parent.operator === '&&' && parent.left === node;
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement':
      return parent.test === node;
    case 'SwitchStatement':
      return parent.discriminant === node;
    case 'AssignmentExpression':
      return parent.left === node;
    case 'MemberExpression':
      return parent.object === node && (isCut(parent) || DECIDING.test(staticName(parent) ?? ''));
    case 'CallExpression':
      return (
        parent.callee !== node && (TESTING.test(spelledNames(parent.callee).at(-1) ?? '') || isTakenOut(node, parent))
      );
    case 'Property':
      return parent.value === node && isHandedOn(parent);
    default:
      return false;
  }
}

/** `text.replaceAll(key, '…')`, `text.split(key)`: what remains of a text has no key. */
function isTakenOut(node: TSESTree.Node, { callee, arguments: [first] }: TSESTree.CallExpression): boolean {
  return (
    first === node && callee.type === 'MemberExpression' && /^(?:replaceAll|split)$/.test(staticName(callee) ?? '')
  );
}

/** `key.slice(0, 6)`, `key.slice(-4)`: a piece that opens nothing. */
function isCut(member: TSESTree.MemberExpression): boolean {
  if (!/^(?:slice|substring|substr)$/.test(staticName(member) ?? '')) return false;
  const { parent } = member;
  const numbers = parent.type === 'CallExpression' && parent.callee === member ? parent.arguments.map(numberOf) : [];
  const [start = 0, end] = numbers;
  return (
    numbers.length > 0 && (end === undefined ? start < 0 && start >= -LONGEST_CUT : start === 0 && end <= LONGEST_CUT)
  );
}

const LONGEST_CUT = 12;

function numberOf(node: TSESTree.Node): number {
  if (node.type === 'UnaryExpression' && node.operator === '-') return -numberOf(node.argument);
  if (node.type === 'BinaryExpression' && node.operator === '-') return -numberOf(node.right);
  return node.type === 'Literal' && typeof node.value === 'number' ? node.value : Infinity;
}

const DECIDING = /^(?:length|startsWith|endsWith|includes|indexOf|match|charAt|charCodeAt|localeCompare)$/;
const TESTING =
  /^(?:(?:is|has)[A-Z]\w*|Boolean|assert|ok|invariant|expect|isEmpty|isNil|timingSafeEqual|isSet|hasValue)$/;
/** What takes an environment, by the name of a function or of the property that it is given as. */
const ENVIRONMENT = /^(?:env|environment|envVars?|runtimeEnv|runtimeEnvStrict|processEnv|environmentVariables)$/;
const READER =
  /^(?:createEnv|cleanEnv|parse|safeParse|parseAsync|validate|spawn|exec|execFile|execa|fork|spawnSync|execSync)$/;

/** Whether a variable is passed on under its own name, as an environment: what reads it there is found by the name. */
function isHandedOn(property: TSESTree.Property): boolean {
  const name = staticName(property);
  if (name === undefined || !CONSTANT.test(name) || property.value.type !== 'MemberExpression') return false;
  if (staticName(property.value) !== name) return false;
  for (let at: TSESTree.Node | undefined = property.parent; at; at = at.parent) {
    if (at.type === 'Property' && ENVIRONMENT.test(staticName(at) ?? '')) return true;
    if (at.type === 'CallExpression') return READER.test(spelledNames(at.callee).at(-1) ?? '');
    if (at.type !== 'ObjectExpression' && at.type !== 'Property' && at.type !== 'SpreadElement') return false;
  }
  return false;
}

/** Whether the node around one is of the same value, or of one that is nearly the same. */
function isSame(node: TSESTree.Node, parent: TSESTree.Node): boolean {
  switch (parent.type) {
    case 'LogicalExpression':
    case 'ConditionalExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ChainExpression':
    case 'AwaitExpression':
      return true;
    case 'MemberExpression':
      return parent.object === node && SAME_TEXT.test(staticName(parent) ?? '');
    case 'CallExpression':
      return parent.callee === node;
    default:
      return false;
  }
}

const SAME_TEXT = /^(?:trim|trimEnd|trimStart|toString|replace|replaceAll)$/;
