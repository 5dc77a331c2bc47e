import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { indentationAt, innerIndentation, styleOf } from '../../edits/source-style.ts';
import { variableOf } from '../../program/module.ts';
import { enclosingFunction, isFunction, spelledNames, staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';

type SourceCode = Readonly<TSESLint.SourceCode>;

export const BURST_FIXES = {
  sendInBulk: "Send all with one '{{bulk}}', which takes up to {{most}}.",
  limitCalls: "Let '{{limiter}}' start each call.",
  oneAfterTheOther: 'Wait for each call before the next.',
};

/** An edit with its title, for the suggestions of a report. */
export interface BurstFix {
  messageId: keyof typeof BURST_FIXES;
  data: Record<string, string | number>;
  fix: TSESLint.ReportFixFunction;
}

/** How one request is made of many: the method of the SDK, and how many it takes. */
interface Bulk {
  name: string;
  most: number;
}

/** What calls less at once: one request for all, a limiter that the code has already, a loop that waits. */
export function burstFixes(node: TSESTree.Node, bulk: Bulk | undefined, sourceCode: SourceCode): BurstFix[] {
  const mapping = node.type === 'CallExpression' ? mappingOf(node) : undefined;
  if (!mapping) return [];
  return [...inBulk(mapping, bulk, sourceCode), ...limited(mapping, sourceCode), ...inLoop(mapping, sourceCode)];
}

/** `list.map(parameter => body)`. */
interface Mapping {
  call: TSESTree.CallExpression;
  list: TSESTree.Expression;
  callback: TSESTree.ArrowFunctionExpression;
  parameter: TSESTree.Parameter | undefined;
  /** What stands for nothing but it: `await Promise.all(list.map(…));`. */
  statement: TSESTree.ExpressionStatement | undefined;
}

function mappingOf(call: TSESTree.CallExpression): Mapping | undefined {
  const { callee } = call;
  const [given, ...more] = call.arguments;
  const isMap =
    callee.type === 'MemberExpression' && !callee.optional && /^(?:map|forEach)$/.test(staticName(callee) ?? '');
  if (!isMap || call.parent.type === 'ChainExpression' || more.length > 0) return undefined;
  if (given?.type !== 'ArrowFunctionExpression' || given.params.length > 1) return undefined;
  const isListOfOwn = spelledNames(callee.object).includes('');
  const parameter = given.params[0];
  if (isListOfOwn && callee.object.type === 'ChainExpression') return undefined;
  const statement = statementOf(call, staticName(callee) === 'forEach');
  return { call, list: callee.object, callback: given, parameter, statement };
}

function statementOf(call: TSESTree.CallExpression, isForEach: boolean): TSESTree.ExpressionStatement | undefined {
  if (isForEach) return undefined;
  const all = call.parent;
  const isAll =
    all.type === 'CallExpression' && all.arguments[0] === call && spelledNames(all.callee).join('.') === 'Promise.all';
  const awaited = isAll ? all.parent : undefined;
  const statement = awaited?.type === 'AwaitExpression' ? awaited.parent : undefined;
  return statement?.type === 'ExpressionStatement' ? statement : undefined;
}

/** The parameter as a declared name, without its type. */
function nameOf(parameter: TSESTree.Parameter | undefined, sourceCode: SourceCode): string | undefined {
  if (parameter?.type !== 'Identifier' && parameter?.type !== 'ObjectPattern') return undefined;
  const end = parameter.typeAnnotation?.range[0] ?? parameter.range[1];
  return sourceCode.text.slice(parameter.range[0], end);
}

function inLoop({ list, callback, parameter, statement }: Mapping, sourceCode: SourceCode): BurstFix[] {
  const name = nameOf(parameter, sourceCode);
  const body = statement && loopBody(callback, statement, sourceCode);
  if (!statement || name === undefined || body === undefined || mentions(list, parameter)) return [];
  const isWritten = namesIn(parameter).some(each =>
    variableOf(each)?.references.some(reference => reference.isWrite()),
  );
  const text = `for (${isWritten ? 'let' : 'const'} ${name} of ${sourceCode.getText(list)}) ${body}`;
  return [{ messageId: 'oneAfterTheOther', data: {}, fix: fixer => fixer.replaceText(statement, text) }];
}

function namesIn(parameter: TSESTree.Node | undefined): TSESTree.Identifier[] {
  const names: TSESTree.Identifier[] = [];
  if (parameter)
    visit(parameter, at => {
      if (at.type === 'Identifier') names.push(at);
    });
  return names;
}

/** A name of the loop would hide one that the list is made of. */
function mentions(list: TSESTree.Node, parameter: TSESTree.Node | undefined): boolean {
  const names = new Set(namesIn(parameter).map(({ name }) => name));
  return namesIn(list).some(({ name }) => names.has(name));
}

function loopBody(
  { body }: TSESTree.ArrowFunctionExpression,
  statement: TSESTree.Node,
  sourceCode: SourceCode,
): string | undefined {
  const { end } = styleOf(sourceCode);
  if (body.type !== 'BlockStatement') {
    const inner = innerIndentation(statement, sourceCode);
    return `{\n${inner}${awaited(body, sourceCode)}${end}\n${indentationAt(statement, sourceCode)}}`;
  }
  const isAsync = body.parent.type === 'ArrowFunctionExpression' && body.parent.async;
  if (!isAsync) return undefined;
  const returns = returnsIn(body);
  if (returns.some(({ node, isInner }) => isInner || (node.argument !== null && node !== body.body.at(-1))))
    return undefined;
  let text = sourceCode.getText(body);
  for (const { node } of returns.reverse()) {
    const [start, stop] = node.range.map(at => at - body.range[0]) as [number, number];
    const ended = sourceCode.getText(node).endsWith(';') ? ';' : end;
    const instead = node.argument ? `${awaited(node.argument, sourceCode)}${ended}` : `continue${ended}`;
    text = text.slice(0, start) + instead + text.slice(stop);
  }
  return text;
}

function awaited(node: TSESTree.Expression, sourceCode: SourceCode): string {
  const text = sourceCode.getText(node);
  if (node.type === 'AwaitExpression') return text;
  return node.type === 'CallExpression' || node.type === 'NewExpression' ? `await ${text}` : `await (${text})`;
}

/** The returns of a function's own body, and whether one stands in a loop or a `switch`. */
function returnsIn(body: TSESTree.BlockStatement): { node: TSESTree.ReturnStatement; isInner: boolean }[] {
  const found: { node: TSESTree.ReturnStatement; isInner: boolean }[] = [];
  visit(body, node => {
    if (node.type !== 'ReturnStatement' || enclosingFunction(node)?.body !== body) return;
    let isInner = false;
    for (let at: TSESTree.Node | undefined = node; at && at !== body; at = at.parent)
      if (/^(?:For|While|DoWhile|Switch)/.test(at.type)) isInner = true;
    found.push({ node, isInner });
  });
  return found;
}

/** `limit(() => …)` of p-limit and `limiter.schedule(() => …)` of Bottleneck, where the code has one in scope. */
function limited({ call, callback }: Mapping, sourceCode: SourceCode): BurstFix[] {
  const limiter = limiterAt(call, callback, sourceCode);
  const { body, returnType } = callback;
  if (limiter === undefined || returnType) return [];
  const arrow = sourceCode.getTokenBefore(body, { filter: ({ value }) => value === '=>' });
  if (!arrow) return [];
  const text = sourceCode.text.slice(arrow.range[1], callback.range[1]).trim();
  const parameters = sourceCode.text
    .slice(callback.range[0], arrow.range[0])
    .trim()
    .replace(/^async\b\s*/, '');
  const wrapped = `${parameters} => ${limiter}(${callback.async ? 'async ' : ''}() => ${text})`;
  return [{ messageId: 'limitCalls', data: { limiter }, fix: fixer => fixer.replaceText(callback, wrapped) }];
}

function limiterAt(node: TSESTree.Node, callback: TSESTree.Node, sourceCode: SourceCode): string | undefined {
  const hidden = new Set<string>();
  for (let scope: TSESLint.Scope.Scope | null = sourceCode.getScope(callback); scope; scope = scope.upper) {
    for (const { name, defs } of scope.variables) {
      if (hidden.has(name)) continue;
      hidden.add(name);
      const [definition] = defs;
      const init = definition?.type === 'Variable' ? definition.node.init : undefined;
      if (!init || definition === undefined || definition.name.range[1] > node.range[0]) continue;
      const maker =
        init.type === 'CallExpression' || init.type === 'NewExpression' ? packageOfCallee(init.callee) : undefined;
      if (maker === 'p-limit' && init.type === 'CallExpression') return name;
      if (maker === 'bottleneck' && init.type === 'NewExpression') return `${name}.schedule`;
    }
  }
  return undefined;
}

function packageOfCallee(callee: TSESTree.Node): string | undefined {
  const [definition] = (callee.type === 'Identifier' && variableOf(callee)?.defs) || [];
  if (definition?.parent?.type === 'ImportDeclaration') return definition.parent.source.value;
  const init = definition?.type === 'Variable' ? definition.node.init : undefined;
  const argument =
    init?.type === 'CallExpression' && spelledNames(init.callee).join('.') === 'require'
      ? init.arguments[0]
      : undefined;
  return argument?.type === 'Literal' && typeof argument.value === 'string' ? argument.value : undefined;
}

const BULK_OF_PROFILES = /^ProfilesApi\.bulkImportProfiles$/;
const BULK_OF_EVENTS = /^EventsApi\.bulkCreateEvents$/;

/** One request with the payload of each call, where that is written in place and nothing else happens for each element. */
function inBulk(
  { list, callback, parameter, statement }: Mapping,
  bulk: Bulk | undefined,
  sourceCode: SourceCode,
): BurstFix[] {
  const call = onlyCall(callback);
  const callee = call && unwrap(call.callee);
  const [payload, ...more] = call?.arguments ?? [];
  const data = payload && more.length === 0 ? propertyOf(unwrap(payload), 'data') : undefined;
  const isMethod =
    callee?.type === 'MemberExpression' &&
    !callee.computed &&
    /^(?:create|createOrUpdate)(?:Profile|Event)$/.test(staticName(callee) ?? '');
  if (!bulk || !statement || !data || !isMethod || callee.type !== 'MemberExpression' || uses(callee.object, parameter))
    return [];
  if (hasAwait(data)) return [];
  const text = (node: TSESTree.Node): string => sourceCode.getText(node);
  const elements = (element: string): string =>
    `${isSimple(list) ? text(list) : `(${text(list)})`}.map(${parameter ? `(${text(parameter)})` : '()'} => (${element}))`;
  const body = BULK_OF_PROFILES.test(bulk.name)
    ? `{ data: { type: 'profile-bulk-import-job', attributes: { profiles: { data: ${elements(text(data))} } } } }`
    : BULK_OF_EVENTS.test(bulk.name)
      ? eventsBody(data, elements, sourceCode)
      : undefined;
  if (body === undefined) return [];
  const { end } = styleOf(sourceCode);
  const method = bulk.name.split('.')[1] ?? '';
  const instead = `await ${text(callee.object)}.${method}(${body})${end}`;
  const fix: BurstFix['fix'] = fixer => fixer.replaceText(statement, instead);
  return [{ messageId: 'sendInBulk', data: { bulk: bulk.name, most: bulk.most }, fix }];
}

/** Bulk events are grouped by profile; here each has its own. */
function eventsBody(
  data: TSESTree.Node,
  elements: (element: string) => string,
  sourceCode: SourceCode,
): string | undefined {
  const attributes = propertyOf(data, 'attributes');
  if (attributes?.type !== 'ObjectExpression') return undefined;
  const isProfile = (property: TSESTree.Node): boolean =>
    property.type === 'Property' && staticName(property) === 'profile';
  const profile = attributes.properties.find(isProfile);
  if (!profile || sourceCode.getCommentsInside(attributes).length > 0) return undefined;
  if (attributes.properties.some(({ type }) => type === 'SpreadElement')) return undefined;
  const others = attributes.properties
    .filter(property => !isProfile(property))
    .map(property => sourceCode.getText(property));
  const event = `{ type: 'event', attributes: { ${others.join(', ')} } }`;
  const element = `{ type: 'event-bulk-create', attributes: { ${sourceCode.getText(profile)}, events: { data: [${event}] } } }`;
  return `{ data: { type: 'event-bulk-create-job', attributes: { eventsBulkCreate: { data: ${elements(element)} } } } }`;
}

/** The call that is all that a callback does. */
function onlyCall({ body }: TSESTree.ArrowFunctionExpression): TSESTree.CallExpression | undefined {
  const [statement, ...more] = body.type === 'BlockStatement' ? body.body : [];
  if (more.length > 0) return undefined;
  const expression =
    statement?.type === 'ExpressionStatement'
      ? statement.expression
      : statement?.type === 'ReturnStatement'
        ? statement.argument
        : body;
  const call = expression && unwrap(expression);
  return call?.type === 'CallExpression' ? call : undefined;
}

function propertyOf(object: TSESTree.Node, name: string): TSESTree.Node | undefined {
  const properties = object.type === 'ObjectExpression' ? object.properties : [];
  const found = properties.find(property => property.type === 'Property' && staticName(property) === name);
  return found?.type === 'Property' && !found.shorthand ? found.value : undefined;
}

function isSimple({ type }: TSESTree.Node): boolean {
  return type === 'Identifier' || type === 'MemberExpression' || type === 'CallExpression';
}

function hasAwait(node: TSESTree.Node): boolean {
  let found = false;
  visit(node, at => {
    if (at.type === 'AwaitExpression') found = true;
  });
  return found;
}

function uses(node: TSESTree.Node, parameter: TSESTree.Node | undefined): boolean {
  return mentions(node, parameter) || isFunction(node);
}
