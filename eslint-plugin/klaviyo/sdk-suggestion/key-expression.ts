import type { TSESTree } from '@typescript-eslint/utils';
import type { HttpRequest } from '../../http/request.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import { classAround, enclosingFunction, isFunction, positionalParameters, staticName } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { type Text, textsOf } from '../../values/value.ts';
import { isEvidentText, isGuarded } from './evident-types.ts';
import { calledFunction, constantOf, identifiersIn, withoutTypes, writtenAt } from './names.ts';
import type { Surroundings } from './call-arguments.ts';
import { refuse } from './refusal.ts';

/** The private key of a raw call, as an expression. */
export interface KeyExpression {
  /** As an argument of the SDK's session. */
  text: string;
  /** It can be read once, where the module starts; then a session can be kept. */
  isOfModule: boolean;
  /** The constant of the module that it names. */
  declaration: TSESTree.Node | undefined;
}

const SCHEME = /Klaviyo-API-Key\s*$/i;
const KNOWN_HEADERS = new Set(['authorization', 'revision', 'content-type', 'accept', 'user-agent']);

/** Finds the expression behind the scheme in the `Authorization` header. @throws Refusal */
export function keyOf(request: HttpRequest, surroundings: Surroundings): KeyExpression {
  const { headers } = request;
  if (headers.open) refuse('some headers are not known');
  for (const name of headers.entries.keys())
    if (!KNOWN_HEADERS.has(name)) refuse(`the header '${name}' is not one of the SDK`);
  const texts = textsOf(headers.entries.get('authorization') ?? refuse('there is no key'));
  const schemes = new Set(texts.map(text => schemeIn(text)));
  const [scheme] = schemes;
  if (!scheme || schemes.size > 1) refuse('the key is not behind its scheme');
  const behind = nodeBehind(scheme) ?? refuse('the key is written down or put together');
  if (moduleOf(behind) !== surroundings.module) refuse('the key is read in another file');
  return keyAt(givenFor(behind, request, surroundings.call), surroundings);
}

/** An expression that is a private key, where the call can read it too. @throws Refusal */
export function keyAt(expression: TSESTree.Node, surroundings: Surroundings): KeyExpression {
  const node = visibleFor(expression, surroundings.call);
  if (!isVisible(node, surroundings.call)) refuse('the key is not known where the call is');
  return expressionOf(node, surroundings);
}

function schemeIn({ parts }: Text): TSESTree.Node | undefined {
  const part = parts.find(each => 'text' in each && SCHEME.test(each.text));
  return part && 'text' in part ? part.node : undefined;
}

/** What a constant of another function is made of, where that can be read at the call too. */
function visibleFor(node: TSESTree.Node, call: TSESTree.Node): TSESTree.Node {
  const constant = isVisible(node, call) ? undefined : constantOf(withoutTypes(node));
  return constant ? visibleFor(constant.declarator.init, call) : node;
}

/** The expression that follows a text in a template or a sum, and is the last of it. */
function nodeBehind(node: TSESTree.Node): TSESTree.Node | undefined {
  const { parent } = node;
  if (node.type === 'TemplateElement' && parent?.type === 'TemplateLiteral') {
    const index = parent.quasis.indexOf(node);
    const isLast = index === parent.quasis.length - 2 && parent.quasis.at(-1)?.value.raw === '';
    return isLast ? parent.expressions[index] : undefined;
  }
  const isLeft = parent?.type === 'BinaryExpression' && parent.operator === '+' && parent.left === node;
  return isLeft && parent.parent.type !== 'BinaryExpression' ? parent.right : undefined;
}

/** What calls on the way give for the parameter of a function that sends or makes the headers. */
function givenFor(node: TSESTree.Node, request: HttpRequest, call: TSESTree.CallExpression): TSESTree.Node {
  const bare = withoutTypes(node);
  const [definition] = (bare.type === 'Identifier' ? variableOf(bare)?.defs : undefined) ?? [];
  const owner = definition?.type === 'Parameter' ? definition.node : undefined;
  if (!isFunction(owner) || isAround(owner, call)) return node;
  const index = positionalParameters(owner).findIndex(parameter => parameter === definition?.name);
  const sender = request.node.type === 'CallExpression' ? request.node : call;
  const makers = [...new Set([call, ...headerMakers(call), ...headerMakers(sender)])];
  const [maker, ...others] = makers.filter(each => calledFunction(each.callee) === owner);
  const argument = index >= 0 && others.length === 0 ? maker?.arguments[index] : undefined;
  if (!argument || argument.type === 'SpreadElement') return refuse('the key is a parameter of another function');
  return givenFor(argument, request, call);
}

/** The calls in the arguments of a call, and in the constants that they name. */
function headerMakers(call: TSESTree.CallExpression): TSESTree.CallExpression[] {
  const found = new Set<TSESTree.CallExpression>();
  const search = (root: TSESTree.Node): void =>
    visit(root, at => {
      if (at.type === 'CallExpression') found.add(at);
      const constant = constantOf(at);
      if (constant && !isAround(constant.declarator, call) && constant.declarator.init !== root && found.size < 20)
        search(constant.declarator.init);
    });
  for (const argument of call.arguments) search(argument);
  return [...found];
}

function isAround(outer: TSESTree.Node, inner: TSESTree.Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** Every name in it means the same at the call. */
function isVisible(node: TSESTree.Node, call: TSESTree.Node): boolean {
  let hasThis = false;
  visit(node, at => (hasThis ||= at.type === 'ThisExpression'));
  if (hasThis && (classAround(node) !== classAround(call) || !classAround(call))) return false;
  return identifiersIn(node).every(identifier => {
    const variable = variableOf(identifier);
    return !variable || isAround(variable.scope.block, call);
  });
}

function expressionOf(node: TSESTree.Node, { source, isTypeScript, call }: Surroundings): KeyExpression {
  const bare = withoutTypes(node);
  const local = constantOf(bare);
  const isLocal = local !== undefined && enclosingFunction(local.declarator) !== undefined;
  // A local constant that only reads the environment says no more than what it reads.
  const read = isLocal && isOfEnvironment(writtenAt(bare)) ? local.declarator.init : node;
  const declaration = local && !isLocal ? local.declarator.parent : undefined;
  const isOfModule = isOfEnvironment(withoutTypes(read)) || declaration?.parent?.type === 'Program';
  const text = source.slice(...read.range);
  const isAsserted = [read, local?.declarator.init].some(each => each?.type === 'TSNonNullExpression');
  if (!isTypeScript || isEvidentText(read) || isAsserted) return { text, isOfModule, declaration };
  if (isOfEnvironment(writtenAt(bare))) return { text: `${grouped(text, read)} ?? ''`, isOfModule, declaration };
  const isText = !isOfModule && isGuarded(read, call, source);
  return { text: isText ? text : `String(${text})`, isOfModule, declaration };
}

/** `||` and `??` do not stand beside each other. */
function grouped(text: string, node: TSESTree.Node): string {
  return node.type === 'LogicalExpression' || node.type === 'ConditionalExpression' ? `(${text})` : text;
}

/** `process.env.KEY`, `import.meta.env.KEY`, `Deno.env.get('KEY')`, and alternatives of them. */
function isOfEnvironment(node: TSESTree.Node): boolean {
  const at = withoutTypes(node);
  if (at.type === 'LogicalExpression')
    return [at.left, at.right].every(side => side.type === 'Literal' || isOfEnvironment(side));
  if (at.type === 'CallExpression')
    return at.callee.type === 'MemberExpression' && staticName(at.callee) === 'get' && isEnvironment(at.callee.object);
  return at.type === 'MemberExpression' && staticName(at) !== undefined && isEnvironment(at.object);
}

function isEnvironment(node: TSESTree.Node): boolean {
  if (node.type !== 'MemberExpression' || staticName(node) !== 'env') return false;
  const { object } = node;
  if (object.type === 'MetaProperty') return true;
  return object.type === 'Identifier' && ['process', 'Deno', 'Bun'].includes(object.name) && !variableOf(object);
}
