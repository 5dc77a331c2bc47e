import type { TSESTree } from '@typescript-eslint/utils';
import { callsIn } from '../../call-graph/calls-in.ts';
import { everyEffect } from '../../call-graph/effects.ts';
import { callersOf } from '../../evaluator/parameters.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import {
  classAround,
  enclosingFunction,
  isFunction,
  spelledNames,
  staticName,
  unwrap,
  wrapped,
} from '../../program/node.ts';
import { isTestFile } from '../../program/test-file.ts';
import { visit } from '../../program/visit.ts';
import { contains } from '../../values/frame.ts';
import type { FunctionNode } from '../../values/value.ts';
import { isKept } from './kept.ts';
import { sdkCalls } from '../queries.ts';

/**
 * Whether what is made somewhere is made again for each request: in a handler, in a function that calls Klaviyo for what it is
 * given, or in one that returns it to such a function. Scripts, tests and whatever runs once are none.
 */
export function runsPerRequest(made: TSESTree.Node, seen = new Set<TSESTree.Node>()): boolean {
  const functions = functionsAround(made);
  const [innermost] = functions;
  const outermost = functions.at(-1);
  const maker = innermost ?? made;
  if (seen.has(maker) || isOfScript(made)) return false;
  seen.add(maker);
  if (isOfConstructor(made, innermost))
    return isRequestScoped(made) || constructionsAround(made).some(use => runsPerRequest(use, seen));
  if (!innermost || !outermost || functions.some(runsOnce)) return false;
  if (isKept(made)) return false;
  if (functions.some(isHandler) || isInLoop(made, innermost) || isGetter(innermost)) return true;
  if (isReturned(made, innermost))
    return [...callersOf(innermost), ...callsOfMember(innermost)].some(
      call => runsPerRequest(call, seen) || isCallOfKlaviyoService(call),
    );
  return isCalledForData(outermost) && callsKlaviyo(outermost);
}

function functionsAround(node: TSESTree.Node): FunctionNode[] {
  const functions: FunctionNode[] = [];
  for (let at = enclosingFunction(node); at; at = enclosingFunction(at)) functions.push(at);
  return functions;
}

/** A call of a factory, whose result is used in place. */
function isCallOfKlaviyoService(call: TSESTree.Node): boolean {
  const functions = functionsAround(call);
  const outermost = functions.at(-1);
  if (!outermost || isOfScript(call) || isKept(call) || functions.some(runsOnce)) return false;
  return functions.some(isHandler) || (isCalledForData(outermost) && callsKlaviyo(outermost));
}

function callsKlaviyo(node: FunctionNode): boolean {
  return callsIn(node).some(call => everyEffect(call, sdkCalls).length > 0);
}

/** A method, or a function with parameters: one without may be what a program consists of. */
function isCalledForData({ params, parent }: FunctionNode): boolean {
  return params.length > 0 || parent.type === 'MethodDefinition';
}

function isGetter({ parent }: FunctionNode): boolean {
  return (parent.type === 'MethodDefinition' || parent.type === 'Property') && parent.kind === 'get';
}

const LOOPS = new Set(['ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'DoWhileStatement']);

function isInLoop(made: TSESTree.Node, owner: FunctionNode): boolean {
  for (let at = made.parent; at && at !== owner; at = at.parent) if (LOOPS.has(at.type)) return true;
  return false;
}

/** Whether something is made with each object of a class: in the constructor, or for a field. */
function isOfConstructor(made: TSESTree.Node, innermost: FunctionNode | undefined): boolean {
  const body = classAround(made);
  if (!body) return false;
  if (innermost && innermost.range[0] > body.range[0]) return nameOf(innermost) === 'constructor';
  return body.body.some(member => member.type === 'PropertyDefinition' && !member.static && contains(member, made));
}

/** `@Injectable({ scope: Scope.REQUEST })`. */
function isRequestScoped(made: TSESTree.Node): boolean {
  let isScoped = false;
  for (const decorator of classAround(made)?.parent.decorators ?? [])
    visit(decorator, at => {
      if (at.type === 'MemberExpression' && spelledNames(at).join('.') === 'Scope.REQUEST') isScoped = true;
    });
  return isScoped;
}

/** Where objects of the class are constructed, as far as that can be seen. */
function constructionsAround(made: TSESTree.Node): TSESTree.Node[] {
  const body = classAround(made);
  const constructor = body?.body.find(member => member.type === 'MethodDefinition' && member.kind === 'constructor');
  const owner = constructor?.type === 'MethodDefinition' ? constructor.value : undefined;
  return owner?.type === 'FunctionExpression' ? callersOf(owner) : constructionsNaming(body?.parent);
}

/** `new Tracker()` in the module of a class that has no constructor of its own. */
function constructionsNaming(declared: TSESTree.Node | undefined): TSESTree.Node[] {
  const name = declared?.type === 'ClassDeclaration' ? declared.id : undefined;
  const references = (name && variableOf(name)?.references) ?? [];
  return references.flatMap(({ identifier: { parent } }) => (parent?.type === 'NewExpression' ? [parent] : []));
}

/** The calls of a method or of a function in a field: `this.client()` in its class, and `Tracker.client()` where it is static. */
function callsOfMember({ parent: member }: FunctionNode): TSESTree.CallExpression[] {
  if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') return [];
  const name = staticName(member);
  const declared = member.parent.parent;
  const found: TSESTree.CallExpression[] = [];
  const root = member.static ? moduleOf(member)?.ast : declared;
  if (root)
    visit(root, at => {
      const callee = at.type === 'CallExpression' ? unwrap(at.callee) : undefined;
      if (at.type !== 'CallExpression' || callee?.type !== 'MemberExpression' || staticName(callee) !== name) return;
      if (isThisOf(callee.object, declared) || (member.static && isNameOf(callee.object, declared))) found.push(at);
    });
  return found;
}

function isThisOf(node: TSESTree.Node, declared: TSESTree.Node): boolean {
  return node.type === 'ThisExpression' && classAround(node)?.parent === declared;
}

function isNameOf(node: TSESTree.Node, declared: TSESTree.Node): boolean {
  return (
    node.type === 'Identifier' && variableOf(node)?.defs.some(({ node: defined }) => defined === declared) === true
  );
}

const SCRIPT_FOLDER = /(?:^|\/)(?:scripts?|bin|cli|tools?|seeds?|migrations?|examples?|samples?|demos?)\//i;

/** A program that does one thing and ends. */
function isOfScript(node: TSESTree.Node): boolean {
  const module = moduleOf(node);
  if (!module) return true;
  const { path, text, ast } = module;
  if (isTestFile(path) || SCRIPT_FOLDER.test(path) || text.startsWith('#!')) return true;
  return (
    /\bprocess\.argv\b|\brequire\.main\b|['"]commander['"]|['"]yargs['"]/.test(text) || ast.body.some(runsOwnFunction)
  );
}

/** `main();`, `await main();`, `main().catch(…);`, `(async () => { … })();` */
function runsOwnFunction(statement: TSESTree.ProgramStatement): boolean {
  if (statement.type !== 'ExpressionStatement') return false;
  let at = unwrap(statement.expression);
  while (at.type === 'CallExpression' && unwrap(at.callee).type === 'MemberExpression')
    at = unwrap((unwrap(at.callee) as TSESTree.MemberExpression).object);
  if (at.type !== 'CallExpression') return false;
  const callee = unwrap(at.callee);
  if (isFunction(callee)) return true;
  const [definition] = callee.type === 'Identifier' ? (variableOf(callee)?.defs ?? []) : [];
  if (definition?.type === 'Variable') return definition.node.init !== null && isFunction(definition.node.init);
  return definition?.type === 'FunctionName';
}

const STARTING =
  /^(?:constructor|init\w*|setup\w*|connect|configure\w*|start\w*|bootstrap|onModuleInit|onApplicationBootstrap|useFactory|before(?:All|Each)|create(?:App|Server|Container))$/;

/** A constructor, or a function that by its name prepares the application. */
function runsOnce(node: FunctionNode): boolean {
  return STARTING.test(nameOf(node) ?? '');
}

function nameOf(node: FunctionNode): string | undefined {
  const { parent } = wrapped(node);
  if (node.id) return node.id.name;
  if (parent?.type === 'VariableDeclarator') return parent.id.type === 'Identifier' ? parent.id.name : undefined;
  if (parent?.type === 'MethodDefinition' || parent?.type === 'Property' || parent?.type === 'PropertyDefinition')
    return staticName(parent);
  if (parent?.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression')
    return staticName(parent.left);
  return parent?.type === 'ExportDefaultDeclaration' ? 'default' : undefined;
}

const EXPORTED_HANDLER = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|handler|loader|action|onRequest\w*)$/;
const ROUTE_DECORATOR =
  /^(?:Get|Post|Put|Patch|Delete|All|Query|Mutation|MessagePattern|EventPattern|OnEvent|Process|OnQueue\w*)$/;
const REGISTERING = /^(?:get|post|put|patch|delete|all|use|on|route|handle|process|onRequest|onCall)$/;
const WRAPPING =
  /^(?:define\w*Handler|eventHandler|asyncHandler|catchAsync|serve|middy|http|defineAction|Worker)$|handler$/i;
const REQUEST = /^_?(?:req|request)$/;
const RESPONSE = /^_?(?:res|response|reply|next|h)$/;

/** Whether a framework calls a function for each request or message. */
function isHandler(node: FunctionNode): boolean {
  const names = node.params.map(parameter => (parameter.type === 'Identifier' ? parameter.name : ''));
  if (node.params[0]?.type === 'ObjectPattern' && takesRequest(node.params[0])) return true;
  if (REQUEST.test(names[0] ?? '') || (RESPONSE.test(names[1] ?? '') && names.length > 1)) return true;
  return isExportedHandler(node) || isDecorated(node) || isRegistered(node);
}

/** `({ req }) => …` */
function takesRequest({ properties }: TSESTree.ObjectPattern): boolean {
  return properties.some(property => property.type === 'Property' && REQUEST.test(staticName(property) ?? ''));
}

function isExportedHandler(node: FunctionNode): boolean {
  const name = nameOf(node) ?? '';
  if (!EXPORTED_HANDLER.test(name)) return false;
  const { parent } = wrapped(node);
  const declaration = parent?.type === 'VariableDeclarator' ? parent.parent : node;
  const isAssigned = parent?.type === 'AssignmentExpression' && spelledNames(parent.left)[0] === 'exports';
  return isAssigned || /^Export/.test(declaration.parent.type);
}

function isDecorated({ parent }: FunctionNode): boolean {
  if (parent.type !== 'MethodDefinition') return false;
  return parent.decorators.some(({ expression }) => {
    const called = expression.type === 'CallExpression' ? expression.callee : expression;
    return ROUTE_DECORATOR.test(spelledNames(called).at(-1) ?? '');
  });
}

/** `app.post('/orders', handler)`, `defineEventHandler(handler)`, `new Worker('orders', handler)`. */
function isRegistered(node: FunctionNode): boolean {
  const { parent } = wrapped(node);
  if ((parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') || parent.callee === node) return false;
  const name = spelledNames(parent.callee).at(-1) ?? '';
  const [first] = parent.arguments;
  const isNamed = first?.type === 'Literal' && typeof first.value === 'string';
  return WRAPPING.test(name) || (isNamed && parent.callee.type === 'MemberExpression' && REGISTERING.test(name));
}

/** Whether what is made is what its function returns, also as a part of an object. */
function isReturned(made: TSESTree.Node, owner: FunctionNode): boolean {
  const uses = new Set([made]);
  for (const use of uses) {
    let at = wrapped(use);
    while (at.parent && ['NewExpression', 'Property', 'ObjectExpression'].includes(at.parent.type))
      at = wrapped(at.parent);
    const { parent } = at;
    if (parent?.type === 'ReturnStatement' || (parent === owner && owner.body === at)) return true;
    const variable =
      parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? variableOf(parent.id) : undefined;
    for (const { identifier, init } of variable?.references ?? []) if (init !== true) uses.add(identifier);
  }
  return false;
}
