import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { mayHaveServerFunctions } from '../../../src/vendors/browser-module.ts';
import { isPublicVariable } from '../../../src/vendors/public-prefix.ts';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { composeListeners } from '../../compose-listeners.ts';
import type { RuleDefinition, RuleDocs } from '../../create-rule.ts';
import { memberOf } from '../../evaluator/members.ts';
import { isTypeQuery, spelledNames, staticName } from '../../program/node.ts';
import { isTestFile } from '../../program/test-file.ts';
import { visit } from '../../program/visit.ts';
import { alternativesOf, constantString, mapAlternatives, UNKNOWN, type Value } from '../../values/value.ts';
import { type Analysis, analyze } from '../analyze.ts';
import { goesToServers } from '../requests/endpoint.ts';
import { givenByAssignment, givenByCall, givenByReturn } from '../browsers/client-channels.ts';
import { environmentNames } from '../environment.ts';
import { errorsGiven, isSentAsJson } from '../errors/given-errors.ts';
import { secretNamedIn } from '../browsers/project-secret.ts';
import {
  constantOf,
  type GivenKey,
  keysAt,
  keysInCreated,
  keysInElement,
  keysInPage,
  keysInRouteData,
  pageExpressions,
  routeData,
} from '../browsers/given-keys.ts';
import { objectsWithKeyAt, type PlaceOfJson } from '../browsers/given-objects.ts';
import { keysBehindScheme, readOfEnvironment } from '../browsers/key-use.ts';
import { builtKeys, mayBuild, mayPublish, pluginKeys, publishedKeys } from '../browsers/published-settings.ts';
import {
  type Answer,
  answersOfAssignment,
  answersOfCall,
  answersOfNew,
  answersOfReturn,
} from '../browsers/responses.ts';
import { constructedClass } from '../requests/sdk-api.ts';
import { isInServerBranch } from '../browsers/server-branch.ts';
import { isOnlyForServer } from '../browsers/server-functions.ts';
import { createWayToBrowser, type WayToBrowser } from '../browsers/way-to-browser.ts';

type MessageId =
  'sdkInBrowser' | 'privateVariable' | 'publicVariable' | 'publishedKey' | 'givenKey' | 'givenObject' | 'givenError';

/** What the rule says. */
export interface BrowserSecretWords {
  name: string;
  docs: RuleDocs;
  /** With `{{way}}`, `{{name}}` and `{{way}}`, `{{name}}`, `{{name}}` and `{{setting}}`, twice `{{name}}` and `{{means}}`, and `{{means}}`. */
  messages: Record<MessageId, string>;
}

/** Makes the rule against a vendor's secrets, and its SDK that needs them, in code and variables that reach the browser. */
export function noSecretInBrowser(
  vendor: Vendor,
  { name, docs, messages }: BrowserSecretWords,
): RuleDefinition<[], MessageId> {
  return {
    name,
    meta: {
      type: 'problem',
      docs,
      messages,
      schema: [],
      defaultOptions: [],
    },
    create(context) {
      const analysis = analyze(context, vendor);
      const file: File = { context, analysis, vendor, wayToBrowser: createWayToBrowser(context, vendor) };
      return composeListeners([importListeners(file), ...variableListeners(file), pageListeners(file)]);
    },
  };
}

interface File {
  context: Context;
  analysis: Analysis;
  vendor: Vendor;
  wayToBrowser: WayToBrowser;
}

type Context = Readonly<TSESLint.RuleContext<MessageId, readonly unknown[]>>;

/** Imports of the SDK, in every form. */
function importListeners({
  context,
  analysis: { module, valueOf },
  vendor,
  wayToBrowser,
}: File): TSESLint.RuleListener {
  const mayStay = mayHaveServerFunctions(context.sourceCode.text);

  function check(node: TSESTree.Node, specifier: unknown, uses: readonly TSESTree.Node[] = [node]): void {
    if (typeof specifier !== 'string' || !vendor.sdk.isModule(module.packageOf(specifier))) return;
    const way = uses.map(wayToBrowser).find(found => found !== undefined);
    if (way !== undefined) context.report({ node, messageId: 'sdkInBrowser', data: { way } });
  }

  function checkExport({ source, exportKind }: TSESTree.ExportAllDeclaration | TSESTree.ExportNamedDeclaration): void {
    if (source && exportKind !== 'type') check(source, source.value);
  }

  return {
    ImportDeclaration(node) {
      const variables = context.sourceCode.getDeclaredVariables?.(node) ?? [];
      const uses = usesOf(variables);
      if (isOnlyTypes(node) || isErased(variables) || isForBrowsers(node, vendor)) return;
      // A framework leaves out what only functions of the server use.
      const isLeftOut = mayStay && uses.length > 0 && uses.every(use => isOnlyForServer(use));
      if (!isLeftOut) check(node.source, node.source.value, [node, ...uses]);
    },
    TSImportEqualsDeclaration({ moduleReference: reference }) {
      if (reference.type === 'TSExternalModuleReference' && reference.expression.type === 'Literal')
        check(reference.expression, reference.expression.value);
    },
    ExportAllDeclaration: checkExport,
    ExportNamedDeclaration: checkExport,
    ImportExpression({ source }) {
      check(source, constantString(valueOf(source)));
    },
    CallExpression({ callee, arguments: [specifier] }) {
      if (specifier && callee.type === 'Identifier' && callee.name === 'require')
        check(specifier, constantString(valueOf(specifier)));
    },
  };
}

/** Variables that hold a secret: by their name, by how they are used, or because a setting publishes them. */
function variableListeners({ context, analysis, vendor, wayToBrowser }: File): TSESLint.RuleListener[] {
  const { module, valueOf } = analysis;
  const { keys } = vendor;
  const { text } = context.sourceCode;
  const readsEnvironment = /\benv\b/.test(text);
  const reported = new Set<TSESTree.Node>();
  const reportedNames = new Set<string>();

  /** What a name is in an object of the environment, and not in one that was made of it. */
  function variableIn(object: TSESTree.Node, name: string): Value {
    return mapAlternatives(valueOf(object), option =>
      option.kind === 'object' ? UNKNOWN : memberOf(option, name, object, module.frame),
    );
  }

  function reportOnce(node: TSESTree.Node, report: () => void): void {
    if (!reported.has(node)) report();
    reported.add(node);
  }

  function reportPublic(node: TSESTree.Node, name: string): void {
    reportedNames.add(name);
    reportOnce(node, () => context.report({ node, messageId: 'publicVariable', data: { name } }));
  }

  /** Reports a variable by its name where it is read. */
  function checkNamed(node: TSESTree.Node, name: string | undefined, read: (name: string) => Value): void {
    if (name === undefined || !keys.isSecretVariable(name) || !environmentNames(read(name)).includes(name)) return;
    if (isPublicVariable(name)) {
      reportPublic(node, name);
      return;
    }
    const way = wayToBrowser(node);
    if (way === undefined || isInServerBranch(node)) return;
    context.report({ node, messageId: 'privateVariable', data: { name, way } });
  }

  /** Reports a public variable that is used as a secret, unless it is reported where it is read. */
  function checkUsed(node: TSESTree.Node, name: string): void {
    if (!isPublicVariable(name) || keys.isPublicPart?.(name) || (keys.isSecretVariable(name) && text.includes(name)))
      return;
    if (node.type === 'MemberExpression' || !reportedNames.has(name)) reportPublic(node, name);
  }

  /** Reports a public variable that is given the value of a secret one. */
  function checkRenamed(node: TSESTree.Node, name: string | undefined, value: TSESTree.Node): void {
    if (name === undefined || !isPublicVariable(name) || isTestFile(module.path)) return;
    const isSecret = environmentNames(valueOf(value)).some(each => keys.isSecretVariable(each) && each !== name);
    if (isSecret) reportPublic(node, name);
  }

  const named: TSESLint.RuleListener = {
    ImportSpecifier({ imported, local }) {
      checkNamed(local, imported.type === 'Identifier' ? imported.name : imported.value, () => valueOf(local));
    },
    MemberExpression(node) {
      const name = staticName(node) ?? (readsEnvironment ? constantString(valueOf(node.property)) : undefined);
      checkNamed(node, name, () => (name === undefined ? UNKNOWN : variableIn(node.object, name)));
    },
    Property(node) {
      const init = destructured(node);
      if (!init) return;
      const name = staticName(node) ?? (readsEnvironment ? constantString(valueOf(node.key)) : undefined);
      checkNamed(node.key, name, known => variableIn(init, known));
    },
    'Property:exit'(node) {
      if (node.parent.type === 'ObjectExpression') checkRenamed(node.key, publicNameOf(node), node.value);
    },
    'AssignmentExpression:exit'({ left, right }) {
      const isVariable = left.type === 'MemberExpression' && spelledNames(left.object).join('.') === 'process.env';
      if (isVariable) checkRenamed(left, staticName(left), right);
    },
  };
  return [
    named,
    publishedListeners({ context, analysis, vendor }, reportOnce),
    useListeners({ analysis, vendor }, checkUsed),
  ];
}

/** Secrets that a setting publishes. */
function publishedListeners(
  { context, analysis: { module, valueOf }, vendor }: Omit<File, 'wayToBrowser'>,
  reportOnce: (node: TSESTree.Node, report: () => void) => void,
): TSESLint.RuleListener {
  const { text } = context.sourceCode;
  const reportPublished = (found: ReturnType<typeof builtKeys>): void => {
    for (const { node: at, ...data } of found)
      reportOnce(at, () => context.report({ node: at, messageId: 'publishedKey', data }));
  };
  return {
    ...(mayPublish(module.path) && {
      Property(node: TSESTree.Property): void {
        reportPublished(publishedKeys(node, { path: module.path, text, valueOf, vendor }));
      },
    }),
    ...(mayBuild(text) && {
      CallExpression(node: TSESTree.CallExpression): void {
        if (node.arguments.length > 0) reportPublished(builtKeys(node, { text, valueOf, vendor }));
      },
    }),
    NewExpression(node) {
      reportPublished(pluginKeys(node, { text, valueOf, vendor }));
    },
  };
}

/** What the pattern that a property stands in takes apart, where that is a variable's first value. */
function destructured({ parent }: TSESTree.Property): TSESTree.Expression | undefined {
  if (parent.type !== 'ObjectPattern' || parent.parent.type !== 'VariableDeclarator') return undefined;
  return parent.parent.init ?? undefined;
}

/** The name of a property, where it is that of a variable: one that begins with `PUBLIC_` may be anything else. */
function publicNameOf(property: TSESTree.Property): string | undefined {
  const name = property.parent.type === 'ObjectExpression' ? staticName(property) : undefined;
  if (!name?.startsWith('PUBLIC_')) return name;
  const around = property.parent.parent;
  return around?.type === 'Property' && /^(?:runtimeEnv|runtimeEnvStrict|env)$/.test(staticName(around) ?? '')
    ? name
    : undefined;
}

/** Secrets that a server writes into a page, or gives to what the browser gets. */
function pageListeners({ context, analysis, vendor, wayToBrowser }: File): TSESLint.RuleListener {
  const { module, valueOf } = analysis;
  const { ast } = context.sourceCode;
  if (isTestFile(module.path)) return {};
  const surroundings = {
    context,
    vendor,
    valueOf,
    path: module.path,
    secretOfProject: (): string | undefined => secretNamedIn(module, vendor),
  };
  const place = { program: ast, path: module.path, text: module.text };
  const reported = new Set<TSESTree.Node>();

  /** What is read in code of the browser is reported there. */
  function report(found: readonly GivenKey[], messageId: 'givenKey' | 'givenObject' = 'givenKey'): void {
    for (const { node, ...data } of found) {
      if (reported.has(node) || wayToBrowser(node) !== undefined) continue;
      reported.add(node);
      context.report({ node, messageId, data });
    }
  }

  /** Whether the text that a constant is made with is reported, as a page. */
  function isReportedAt(given: TSESTree.Node): boolean {
    const [start, end] = constantOf(given)?.range ?? [0, 0];
    return [...reported].some(({ range }) => start <= range[0] && range[1] <= end);
  }

  const checkObjects = (places: readonly PlaceOfJson[]): void =>
    report(
      places.flatMap(place => objectsWithKeyAt(place, surroundings)),
      'givenObject',
    );
  const checkElement = (node: Parameters<typeof keysInElement>[0]): void => report(keysInElement(node, surroundings));
  const checkGiven = (answers: readonly Answer[]): void =>
    report(answers.filter(({ given }) => !isReportedAt(given)).flatMap(answer => keysAt(answer, surroundings)));
  /** What a server answers with may also be an error. @param sender what sends it */
  const checkAnswers = (answers: readonly Answer[], sender: TSESTree.Node): void => {
    checkGiven(answers);
    for (const { node, ...data } of errorsGiven(answers, sender, { module, vendor }))
      if (wayToBrowser(node) === undefined) context.report({ node, messageId: 'givenError', data });
    checkObjects(answers.map(answer => ({ ...answer, isJson: isSentAsJson(answer.given, sender, module) })));
  };
  const checkPage = (node: TSESTree.Expression): void => {
    report(keysInPage(node, surroundings));
    checkObjects(pageExpressions(node).map(given => ({ given, means: 'this page' })));
  };
  const checkReturned = (node: TSESTree.Expression): void => {
    report(keysInRouteData(node, ast, surroundings));
    checkAnswers(answersOfReturn(node, ast), node);
    const toCaller = givenByReturn(node, place);
    checkGiven(toCaller);
    checkObjects([...routeData(node, ast, module.path), ...toCaller]);
  };
  return {
    JSXAttribute: checkElement,
    JSXSpreadAttribute: checkElement,
    JSXExpressionContainer: checkElement,
    'CallExpression:exit'(node) {
      if (node.arguments.length === 0) return;
      if (node.arguments.length > 1) report(keysInCreated(node, surroundings));
      checkAnswers(answersOfCall(node, ast), node);
      checkGiven(givenByCall(node, place));
    },
    'NewExpression:exit'(node) {
      if (node.arguments.length > 0) checkAnswers(answersOfNew(node), node);
    },
    AssignmentExpression(node) {
      checkAnswers(answersOfAssignment(node, ast), node);
      checkGiven(givenByAssignment(node));
    },
    TemplateLiteral(node) {
      if (node.expressions.length > 0) checkPage(node);
    },
    BinaryExpression(node) {
      if (node.operator === '+' && node.parent.type !== 'BinaryExpression') checkPage(node);
    },
    ReturnStatement({ argument }) {
      if (argument) checkReturned(argument);
    },
    ArrowFunctionExpression({ body }) {
      if (body.type !== 'BlockStatement') checkReturned(body);
    },
  };
}

/** What is sent with the scheme of a secret, or given to what the SDK makes with one, is one. */
function useListeners(
  { analysis, vendor }: Pick<File, 'analysis' | 'vendor'>,
  checkUsed: (node: TSESTree.Node, name: string) => void,
): TSESLint.RuleListener {
  const { valueOf } = analysis;
  const { keys } = vendor;

  function checkKey(node: TSESTree.Node): void {
    const read = readOfEnvironment(node) ?? node;
    for (const name of environmentNames(valueOf(read))) checkUsed(read, name);
  }

  function classOf(callee: TSESTree.Node): string | undefined {
    return alternativesOf(valueOf(callee))
      .map(option => constructedClass(option, vendor))
      .find(apiClass => apiClass !== undefined);
  }

  /** Reports public variables behind a scheme that the vendor shares with others, and as passwords, in requests to its servers. */
  function checkRequests(node: TSESTree.CallExpression): void {
    for (const { headers, password = UNKNOWN } of analysis.requestsAt(node, goesToServers(vendor))) {
      const authorization = headers.entries.get('authorization') ?? UNKNOWN;
      const names = keysBehindScheme(authorization, behind => keys.endsWithSharedScheme?.(behind) === true);
      for (const name of [...names, ...environmentNames(password)])
        for (const read of readsIn(node, name)) checkUsed(read, name);
    }
  }

  /** Where a call reads a variable of the environment in its arguments, else the call. */
  function readsIn(call: TSESTree.CallExpression, name: string): TSESTree.Node[] {
    const reads: TSESTree.Node[] = [];
    visit(call, node => {
      const isNamed = node.type === 'MemberExpression' && staticName(node) === name;
      if (isNamed && environmentNames(valueOf(node)).includes(name)) reads.push(node);
    });
    return reads.length > 0 ? reads : [call];
  }

  return {
    TemplateLiteral(node) {
      node.expressions.forEach((expression, index) => {
        if (keys.endsWithScheme(node.quasis[index]?.value.cooked ?? '')) checkKey(expression);
      });
    },
    BinaryExpression(node) {
      if (node.operator !== '+') return;
      const left = node.left.type === 'BinaryExpression' ? node.left.right : node.left;
      if (left.type === 'Literal' && keys.endsWithScheme(String(left.value))) checkKey(node.right);
    },
    'Property:exit'(node) {
      if (staticName(node)?.toLowerCase() !== 'authorization') return;
      for (const name of keysBehindScheme(valueOf(node.value), behind => keys.endsWithScheme(behind)))
        checkUsed(node.value, name);
    },
    NewExpression(node) {
      if (node.arguments.length === 0) return;
      const index = keys.secretArgument(spelledNames(node.callee).at(-1) ?? '', () => classOf(node.callee));
      const key = index === undefined ? undefined : node.arguments[index];
      if (key) checkKey(key);
    },
    ...(keys.endsWithSharedScheme && { CallExpression: checkRequests }),
  };
}

/** All that an import names may be used there. */
function isForBrowsers({ specifiers }: TSESTree.ImportDeclaration, { keys }: Vendor): boolean {
  const names = specifiers.map(specifier => {
    if (specifier.type !== 'ImportSpecifier') return specifier.type === 'ImportNamespaceSpecifier' ? '*' : 'default';
    return specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
  });
  return names.length > 0 && names.every(name => keys.isForBrowsers(name));
}

function isOnlyTypes({ importKind, specifiers }: TSESTree.ImportDeclaration): boolean {
  return (
    importKind === 'type' ||
    (specifiers.length > 0 &&
      specifiers.every(specifier => specifier.type === 'ImportSpecifier' && specifier.importKind === 'type'))
  );
}

/** TypeScript leaves out an import whose names stand for types only. */
function isErased(variables: readonly TSESLint.Scope.Variable[]): boolean {
  const uses = variables.flatMap(({ references }) => references);
  return uses.length > 0 && uses.every(({ isTypeReference }) => isTypeReference);
}

function usesOf(variables: readonly TSESLint.Scope.Variable[]): TSESTree.Node[] {
  return variables.flatMap(({ references }) =>
    references.flatMap(({ isTypeReference, identifier }) =>
      isTypeReference || isTypeQuery(identifier) ? [] : [identifier],
    ),
  );
}
