import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { isFunction, unwrap } from '../../program/node.ts';
import { childrenOf, type VisitorKeys, visitorKeysAround } from '../../program/visit.ts';

const PAGE = new Set(['document', 'window']);

/** Who makes a page for itself is no page: a test, a renderer on a server. */
const MAKES_PAGE = /\b(?:JSDOM|happy-dom|linkedom|domino|cheerio)\b|\b(?:global|globalThis)\.(?:window|document)\s*=/;

/**
 * Returns whether a script works on the page at the moment it is loaded, outside of functions that may never be called and of
 * conditions that ask whether there is a page. Nothing but a browser can load such a script.
 *
 * @param program of a registered module
 */
export function isPageScript(program: TSESTree.Program, text: string): boolean {
  return (
    /\b(?:document|window|jQuery)\b|\$\(/.test(text) &&
    !MAKES_PAGE.test(text) &&
    usesPage(program, visitorKeysAround(program))
  );
}

function usesPage(node: TSESTree.Node, keys: VisitorKeys): boolean {
  if (isPageObject(node) || isReadyCall(node)) return true;
  if (isFunction(node) || isGuarded(node)) return false;
  return childrenOf(node, keys).some(child => child && usesPage(immediate(child), keys));
}

/** A function that is called where it is written runs now. */
function immediate(node: TSESTree.Node): TSESTree.Node {
  if (node.type !== 'CallExpression') return node;
  const callee = unwrap(node.callee);
  return isFunction(callee) ? callee.body : node;
}

function isPageObject(node: TSESTree.Node): boolean {
  return node.type === 'MemberExpression' && !node.optional && isGlobal(node.object, PAGE);
}

const READY = new Set(['$', 'jQuery']);

/** `$(function () {…})`, `jQuery(document)`. */
function isReadyCall(node: TSESTree.Node): boolean {
  if (node.type !== 'CallExpression' || !isGlobal(node.callee, READY)) return false;
  const [first] = node.arguments;
  return first !== undefined && (isFunction(first) || isGlobal(first, PAGE));
}

function isGlobal(node: TSESTree.Node, names: ReadonlySet<string>): boolean {
  return node.type === 'Identifier' && names.has(node.name) && variableOf(node) === undefined;
}

/** What is run under a condition, or with something to catch its failure, may be there for several places. */
function isGuarded({ type }: TSESTree.Node): boolean {
  return (
    type === 'IfStatement' ||
    type === 'ConditionalExpression' ||
    type === 'LogicalExpression' ||
    type === 'TryStatement' ||
    type === 'UnaryExpression' ||
    type === 'TSModuleDeclaration' ||
    type === 'ClassDeclaration' ||
    type === 'ClassExpression'
  );
}
