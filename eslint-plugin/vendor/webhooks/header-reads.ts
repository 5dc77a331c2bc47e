import type { TSESTree } from '@typescript-eslint/utils';
import {
  readForeignHeader,
  readWebhookHeader,
  type WebhookHeader,
} from '../../../src/vendors/klaviyo/webhook-headers.ts';
import { variableOf } from '../../program/module.ts';
import { functionsAround, spelledNames } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import type { FunctionNode } from '../../values/value.ts';

/** A place where code reads a header of Klaviyo's deliveries, or one that it takes for such. */
export interface HeaderRead {
  /** Where the name is written. */
  literal: TSESTree.Literal;
  /** Where the header is read. */
  node: TSESTree.Node;
  header: WebhookHeader;
  /** Where the name is one that Klaviyo does not send: the one that it does. */
  rightName: string | undefined;
}

const READING = /^(?:get|has|header|headers|getheader|getrequestheader|headervalue|getfirst|getheaders)$/i;

const reads = new WeakMap<TSESTree.Node, HeaderRead[]>();

/** The reads of such headers in a syntax tree; headers that are sent or listed are none. */
export function headerReads(root: TSESTree.Node): readonly HeaderRead[] {
  const known = reads.get(root) ?? readsBy(root, readWebhookHeader);
  reads.set(root, known);
  return known;
}

const readers = new WeakMap<TSESTree.Program, Record<'any' | 'signature', ReadonlySet<FunctionNode>>>();

/** The functions of a file around the reads of such headers: of any, and of the signature. */
export function readersIn(ast: TSESTree.Program): Record<'any' | 'signature', ReadonlySet<FunctionNode>> {
  const known = readers.get(ast) ?? {
    any: new Set(headerReads(ast).flatMap(({ node }) => functionsAround(node))),
    signature: new Set(
      headerReads(ast).flatMap(({ node, header }) => (header === 'signature' ? functionsAround(node) : [])),
    ),
  };
  readers.set(ast, known);
  return known;
}

/** The reads of headers by names that other vendors have for the same, in a function that answers Klaviyo. */
export function foreignReads(root: TSESTree.Node): HeaderRead[] {
  return readsBy(root, readForeignHeader);
}

function readsBy(root: TSESTree.Node, read: typeof readWebhookHeader): HeaderRead[] {
  const found: HeaderRead[] = [];
  visit(root, at => {
    if (at.type !== 'Literal' || typeof at.value !== 'string') return;
    const known = read(at.value);
    if (!known) return;
    for (const node of readsOf(at)) found.push({ literal: at, node, header: known.header, rightName: known.rightName });
  });
  return found;
}

/** Where a header is read by a name, or by a constant that holds it. */
function readsOf(literal: TSESTree.Literal): TSESTree.Node[] {
  if (isRead(literal)) return [literal];
  const { parent } = literal;
  if (parent.type !== 'VariableDeclarator' || parent.init !== literal) return [];
  return (variableOf(parent.id)?.references ?? []).map(({ identifier }) => identifier).filter(isRead);
}

function isRead(name: TSESTree.Node): boolean {
  const { parent } = name;
  if (parent?.type === 'CallExpression' && parent.arguments[0] === name)
    return READING.test(spelledNames(parent.callee).at(-1) ?? '');
  // `getHeader(event, 'klaviyo-signature')`.
  if (parent?.type === 'CallExpression' && parent.arguments[1] === name)
    return /^get\w*header$/i.test(spelledNames(parent.callee).at(-1) ?? '');
  if (parent?.type === 'MemberExpression' && parent.computed && parent.property === name)
    return !(parent.parent.type === 'AssignmentExpression' && parent.parent.left === parent);
  return parent?.type === 'Property' && parent.key === name && parent.parent.type === 'ObjectPattern';
}
