import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { declaredMembers, type KnownType, typeOfExpression } from '../../edits/declared-type.ts';
import { isTypeScript } from '../../edits/source-style.ts';
import { variableOf } from '../../program/module.ts';
import { enclosingFunction, functionsAround, isFunction, spelledNames, staticName } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { contains } from '../../values/frame.ts';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;
type Variable = TSESLint.Scope.Variable;

/** What happens once, best first: the id of it is the same whenever the same event is sent. */
const NOUNS = [
  'unique',
  'idempotency',
  'dedupe',
  'order',
  'event',
  'transaction',
  'payment',
  'charge',
  'refund',
  'invoice',
  'fulfillment',
  'fulfilment',
  'shipment',
  'purchase',
  'booking',
  'reservation',
  'appointment',
  'donation',
  'submission',
  'checkout',
  'delivery',
  'message',
];
const NOUN = NOUNS.join('|');
/** `orderId`, `order_id`, `uniqueId`, `idempotencyKey`, `$event_id`, `orderNumber`. */
const ID_NAME = new RegExp(`^\\$?(${NOUN})_?(?:id|uuid|guid|key|number)$`, 'i');
const OBJECT_NAME = new RegExp(`^(?:\\w*[a-z_])?(${NOUN})$`, 'i');
const OWN_ID = /^(?:id|_id|uuid|guid)$/;
const MOST = 3;

/** An expression that names the event, as it is written into the payload. */
interface Candidate {
  text: string;
  rank: number;
}

/**
 * Expressions in scope that tell one event from another, best first, each as a text: names and members that say so, of variables that
 * are known before the payload and differ for each turn of a loop around it.
 */
export function idCandidates(attributes: TSESTree.ObjectExpression, context: Context): string[] {
  const metric = /\bname:\s*['"`]([^'"`]*)/.exec(context.sourceCode.getText(attributes))?.[1] ?? '';
  const candidates = new Map<string, number>();
  const add = ({ text, rank }: Candidate): void => {
    if (rank < (candidates.get(text) ?? Infinity)) candidates.set(text, rank);
  };
  const rankOf = (noun: string, bonus: number): number => {
    const isOfMetric =
      metric !== '' && new RegExp(noun.slice(0, 6), 'i').test(metric) && noun.toLowerCase() !== 'order';
    return NOUNS.indexOf(noun.toLowerCase()) * 4 - bonus - (isOfMetric ? 100 : 0);
  };
  const isOfOneLine = /product|item|line|sku/i.test(metric);
  const addIf = (node: Expression, noun: string | undefined, bonus: number): void => {
    if (noun === undefined || (isOfOneLine && /order|checkout|purchase/i.test(noun))) return;
    const text = asText(node, context);
    if (text !== undefined) add({ text, rank: rankOf(noun, bonus) });
  };
  for (const variable of variablesBefore(attributes, context)) {
    const [definition] = variable.defs;
    if (definition?.name.type !== 'Identifier') continue;
    addIf(definition.name, ID_NAME.exec(variable.name)?.[1], 1);
    for (const { name, kind, noun } of typedIds(definition.name))
      add({ text: inText(`${variable.name}.${name}`, kind), rank: rankOf(noun, 2) });
  }
  for (const node of membersBefore(attributes)) addIf(node, nounOf(node), 2);
  for (const { node, noun } of namedByKey(attributes)) addIf(node, noun, 3);
  return [...candidates]
    .sort(([, one], [, other]) => one - other)
    .slice(0, MOST)
    .map(([text]) => text);
}

type Expression = TSESTree.Identifier | TSESTree.MemberExpression;

/** The ids among the properties that the declared type of a variable has, where the variable is named for what happens. */
function typedIds(variable: TSESTree.Identifier): { name: string; kind: KnownType; noun: string }[] {
  const own = OBJECT_NAME.exec(variable.name)?.[1];
  return [...(declaredMembers(variable) ?? [])].flatMap(([name, kind]) => {
    const noun = own !== undefined && OWN_ID.test(name) ? own : ID_NAME.exec(name)?.[1];
    return noun !== undefined && kind !== 'other' && /^[\w$]+$/.test(name) ? [{ name, kind, noun }] : [];
  });
}

function nounOf(node: TSESTree.MemberExpression): string | undefined {
  const name = staticName(node) ?? '';
  const holder = spelledNames(node.object).at(-1) ?? '';
  return ID_NAME.exec(name)?.[1] ?? (OWN_ID.test(name) ? OBJECT_NAME.exec(holder)?.[1] : undefined);
}

/** As a text where it may be something else; undefined where it may be missing. */
function asText(node: Expression, context: Context): string | undefined {
  const type = typeOfExpression(node, context);
  if (type === 'other' || (type === undefined && mayBeMissing(node))) return undefined;
  const isOwnParameter = node.type === 'Identifier' && variableOf(node)?.defs[0]?.type === 'Parameter';
  // A parameter of JavaScript may be left out, and the text of nothing would be an id that all events have in common.
  const kind = type ?? (isOwnParameter && !isTypeScript(context) ? 'string' : 'number');
  return inText(node.type === 'Identifier' ? node.name : context.sourceCode.getText(node), kind);
}

function inText(expression: string, kind: KnownType): string {
  return kind === 'string' ? expression : `String(${expression})`;
}

function mayBeMissing(node: Expression): boolean {
  if (node.type === 'MemberExpression') return /^(?:\?\?|\|\|)$/.test(operatorAround(node) ?? '');
  const definition = variableOf(node)?.defs[0];
  if (definition?.name.type === 'Identifier' && definition.name.optional) return true;
  if (definition?.type !== 'Variable') return false;
  const { init, parent } = definition.node;
  if (!init) return parent.parent.type !== 'ForOfStatement';
  return init.type === 'ChainExpression' || init.type === 'LogicalExpression' || init.type === 'ConditionalExpression';
}

function operatorAround({ parent }: TSESTree.MemberExpression): string | undefined {
  return parent.type === 'LogicalExpression' ? parent.operator : undefined;
}

/** The variables that have a value before the payload is made, and another one for each event. */
function variablesBefore(attributes: TSESTree.Node, { sourceCode }: Context): Variable[] {
  const found: Variable[] = [];
  for (let scope: TSESLint.Scope.Scope | null = sourceCode.getScope(attributes); scope; scope = scope.upper)
    found.push(...scope.variables.filter(variable => isBefore(variable, attributes)));
  return found;
}

function isBefore({ defs }: Variable, attributes: TSESTree.Node): boolean {
  const [definition, ...more] = defs;
  if (!definition || more.length > 0) return false;
  if (definition.type !== 'Parameter' && definition.type !== 'Variable') return false;
  const { name, node } = definition;
  if (name.range[1] > attributes.range[0] || (definition.type === 'Variable' && contains(node, attributes)))
    return false;
  const owner = enclosingFunction(name);
  if (definition.type === 'Variable' && !owner && enclosingFunction(attributes)) return false;
  const turn = turnAround(attributes);
  return turn === undefined || contains(turn, name);
}

const LOOP = /^(?:For(?:In|Of)?|While|DoWhile)Statement$/;
const EACH = new Set(['map', 'forEach', 'flatMap', 'filter', 'reduce', 'from', 'each', 'mapSeries']);

/** The loop, or the function that is called for each element, which makes the payload again and again. */
function turnAround(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (LOOP.test(at.type)) return at;
    const { parent } = at;
    if (!isFunction(at) || parent?.type !== 'CallExpression' || parent.callee === at) continue;
    if (EACH.has(spelledNames(parent.callee).at(-1) ?? '')) return at;
  }
  return undefined;
}

/** The members that the function reads before the payload, or in it, on every way that leads there. */
function membersBefore(attributes: TSESTree.Node): TSESTree.MemberExpression[] {
  const outermost = functionsAround(attributes).at(-1);
  const found: TSESTree.MemberExpression[] = [];
  if (!outermost) return found;
  visit(outermost, node => {
    if (node.type === 'MemberExpression' && isReadBefore(node, attributes)) found.push(node);
  });
  return found;
}

function isReadBefore(node: TSESTree.MemberExpression, attributes: TSESTree.Node): boolean {
  const root = rootOf(node);
  const variable = root && variableOf(root);
  const isInPlace = node.range[1] <= attributes.range[0] || contains(attributes, node);
  if (!isInPlace || !variable || !isBefore(variable, attributes) || isWritten(node)) return false;
  for (let at: TSESTree.Node = node; at.parent && !contains(at, attributes); at = at.parent)
    if (isOnlySometimes(at, at.parent) && !contains(at.parent, attributes)) return false;
  return !isInFunctionOf(node, attributes);
}

/** The identifier that a chain of plain members starts with. */
function rootOf(node: TSESTree.Node): TSESTree.Identifier | undefined {
  if (node.type === 'Identifier') return node;
  return node.type === 'MemberExpression' && !node.computed && !node.optional ? rootOf(node.object) : undefined;
}

function isWritten(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent?.type === 'AssignmentExpression') return parent.left === node;
  return parent?.type === 'UpdateExpression' || (parent?.type === 'CallExpression' && parent.callee === node);
}

function isOnlySometimes(part: TSESTree.Node, whole: TSESTree.Node): boolean {
  if (whole.type === 'IfStatement' || whole.type === 'ConditionalExpression') return part !== whole.test;
  if (whole.type === 'LogicalExpression') return part === whole.right;
  return whole.type === 'SwitchCase' || whole.type === 'CatchClause' || whole.type === 'ChainExpression';
}

function isInFunctionOf(node: TSESTree.Node, attributes: TSESTree.Node): boolean {
  return functionsAround(node).some(fn => !contains(fn, attributes));
}

/** `properties: { order_id: data.id }`: what the payload itself calls an id of what happened. */
function namedByKey(attributes: TSESTree.ObjectExpression): { node: Expression; noun: string }[] {
  const found: { node: Expression; noun: string }[] = [];
  visit(attributes, at => {
    if (at.type !== 'Property') return;
    const noun = ID_NAME.exec(staticName(at) ?? '')?.[1];
    const { value } = at;
    if (noun === undefined || (value.type !== 'Identifier' && value.type !== 'MemberExpression')) return;
    const root = rootOf(value);
    const variable = root && variableOf(root);
    const isInOwnFunction = functionsAround(value).every(fn => contains(fn, attributes));
    if (variable && isInOwnFunction && isBefore(variable, attributes)) found.push({ node: value, noun });
  });
  return found;
}
