import type { TSESTree } from '@typescript-eslint/utils';
import type { Vendor, VendorWebhooks, WebhookHeader } from '../../../src/vendors/vendor.ts';
import { perVendor } from '../per-vendor.ts';
import { variableOf } from '../../program/module.ts';
import { functionsAround, spelledNames } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import type { FunctionNode } from '../../values/value.ts';

/** A place where code reads a header of a vendor's deliveries, or one that it takes for such. */
export interface HeaderRead {
  /** Where the name is written. */
  literal: TSESTree.Literal;
  /** Where the header is read. */
  node: TSESTree.Node;
  header: WebhookHeader;
  /** Where the name is one that the vendor does not send: the one that it does. */
  rightName: string | undefined;
}

const READING = /^(?:get|has|header|headers|getheader|getrequestheader|headervalue|getfirst|getheaders)$/i;

/** Functions that are given what has the headers, too. */
const GETTING_OF = /^get\w*header$/i;
const READING_OF = /^(?:(?:get|read|pick|find|first|single|extract|require|lookup)\w*)?header(?:of|from|value)?$/i;

const reads = perVendor(() => new WeakMap<TSESTree.Node, HeaderRead[]>());

/** The reads of such headers in a syntax tree; headers that are sent or listed are none. */
export function headerReads(root: TSESTree.Node, vendor: Vendor): readonly HeaderRead[] {
  const known = reads(vendor).get(root) ?? readsBy(root, name => vendor.webhooks.readHeader(name));
  reads(vendor).set(root, known);
  return known;
}

type Readers = Record<'any' | 'signature', ReadonlySet<FunctionNode>>;

const readers = perVendor(() => new WeakMap<TSESTree.Program, Readers>());

/** The functions of a file around the reads of such headers: of any, and of the signature. */
export function readersIn(ast: TSESTree.Program, vendor: Vendor): Readers {
  const known = readers(vendor).get(ast) ?? {
    any: new Set(headerReads(ast, vendor).flatMap(({ node }) => functionsAround(node))),
    signature: new Set(
      headerReads(ast, vendor).flatMap(({ node, header }) => (header === 'signature' ? functionsAround(node) : [])),
    ),
  };
  readers(vendor).set(ast, known);
  return known;
}

/** What guides and receivers of other schemes call the same headers. */
const FOREIGN_NAMES: Readonly<Record<string, WebhookHeader>> = {
  'webhook-id': 'id',
  'webhook-signature': 'signature',
  'webhook-timestamp': 'timestamp',
  'x-signature': 'signature',
  'x-webhook-signature': 'signature',
  'x-webhook-timestamp': 'timestamp',
};

/** The reads of headers by names that say nothing of a vendor, and under which this one sends nothing, in a function that answers it. */
export function foreignReads(root: TSESTree.Node, { webhooks }: Vendor): HeaderRead[] {
  return readsBy(root, name => {
    const header = FOREIGN_NAMES[name.toLowerCase()];
    const rightName = header && webhooks.headers[header];
    return header && rightName !== undefined ? { header, rightName } : undefined;
  });
}

function readsBy(root: TSESTree.Node, read: VendorWebhooks['readHeader']): HeaderRead[] {
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
  // `getHeader(event, 'klaviyo-signature')`. What is called `header` may also set one, to what it is given third.
  if (parent?.type === 'CallExpression' && parent.arguments[1] === name)
    return (parent.arguments.length === 2 ? READING_OF : GETTING_OF).test(spelledNames(parent.callee).at(-1) ?? '');
  if (parent?.type === 'MemberExpression' && parent.computed && parent.property === name)
    return !(parent.parent.type === 'AssignmentExpression' && parent.parent.left === parent);
  return parent?.type === 'Property' && parent.key === name && parent.parent.type === 'ObjectPattern';
}
