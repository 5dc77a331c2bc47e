import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { PUBLIC_VARIABLE_MESSAGE, PUBLISHED_KEY_MESSAGE } from '../../src/messages/public-variable.ts';
import { isPrivateKeyVariable, isPublicVariable } from '../../src/vendors/klaviyo/public-variable.ts';
import { isSdkModule } from '../../src/vendors/klaviyo/sdk-release.ts';
import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import { createRule } from '../create-rule.ts';
import { type Analysis, analyze } from '../klaviyo/analyze.ts';
import { environmentNames } from '../vendor/environment.ts';
import { isScheme, keysBehindScheme, readOfEnvironment } from '../vendor/key-use.ts';
import { mayPublish, pluginKeys, publishedKeys } from '../vendor/published-settings.ts';
import { createWayToBrowser, type WayToBrowser } from '../vendor/way-to-browser.ts';
import { memberOf } from '../evaluator/members.ts';
import { spelledNames, staticName } from '../program/node.ts';
import { mapAlternatives, UNKNOWN, type Value } from '../values/value.ts';

export default createRule({
  name: 'no-private-key-in-browser',
  meta: {
    type: 'problem',
    docs: {
      description:
        "Disallow Klaviyo's private key, and the SDK that needs it, in code and variables that reach the browser",
      preset: 'recommended',
      severity: 'error',
      since: '0.2.0',
    },
    messages: {
      sdkInBrowser:
        "This import brings 'klaviyo-api' into the browser{{way}}, where its private key would be everybody's. Call it on the server, and the '/client' API with the public key from the browser.",
      privateVariable:
        "'{{name}}' is a private key in code that reaches the browser{{way}}. Read it on the server only.",
      publicVariable: PUBLIC_VARIABLE_MESSAGE,
      publishedKey: PUBLISHED_KEY_MESSAGE,
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const analysis = analyze(context);
    const wayToBrowser = createWayToBrowser(context, klaviyo);
    return {
      ...importListeners(context, analysis, wayToBrowser),
      ...variableListeners(context, analysis, wayToBrowser),
    };
  },
});

type Context = Readonly<
  TSESLint.RuleContext<'sdkInBrowser' | 'privateVariable' | 'publicVariable' | 'publishedKey', readonly unknown[]>
>;

/** Imports of the SDK, in every form. */
function importListeners(context: Context, { module }: Analysis, wayToBrowser: WayToBrowser): TSESLint.RuleListener {
  function check(node: TSESTree.Node, specifier: unknown, uses: readonly TSESTree.Node[] = [node]): void {
    if (typeof specifier !== 'string' || !isSdkModule(module.packageOf(specifier))) return;
    const way = uses.map(wayToBrowser).find(found => found !== undefined);
    if (way !== undefined) context.report({ node, messageId: 'sdkInBrowser', data: { way } });
  }

  function checkExport({ source, exportKind }: TSESTree.ExportAllDeclaration | TSESTree.ExportNamedDeclaration): void {
    if (source && exportKind !== 'type') check(source, source.value);
  }

  return {
    ImportDeclaration(node) {
      const variables = context.sourceCode.getDeclaredVariables?.(node) ?? [];
      if (!isOnlyTypes(node) && !isErased(variables))
        check(node.source, node.source.value, [node, ...usesOf(variables)]);
    },
    TSImportEqualsDeclaration({ moduleReference: reference }) {
      if (reference.type === 'TSExternalModuleReference' && reference.expression.type === 'Literal')
        check(reference.expression, reference.expression.value);
    },
    ExportAllDeclaration: checkExport,
    ExportNamedDeclaration: checkExport,
    ImportExpression({ source }) {
      check(source, writtenText(source));
    },
    "CallExpression[callee.name='require']"(node: TSESTree.CallExpression) {
      const [specifier] = node.arguments;
      if (specifier) check(specifier, writtenText(specifier));
    },
  };
}

/** Variables that hold a private key: by their name, by how they are used, or because a setting publishes them. */
function variableListeners(
  context: Context,
  { module, valueOf }: Analysis,
  wayToBrowser: WayToBrowser,
): TSESLint.RuleListener {
  const { text } = context.sourceCode;
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
    if (name === undefined || !isPrivateKeyVariable(name) || !environmentNames(read(name)).includes(name)) return;
    if (isPublicVariable(name)) {
      reportPublic(node, name);
      return;
    }
    const way = wayToBrowser(node);
    if (way !== undefined) context.report({ node, messageId: 'privateVariable', data: { name, way } });
  }

  /** Reports a public variable that is used as a private key, unless it is reported where it is read. */
  function checkUsed(node: TSESTree.Node, name: string): void {
    if (!isPublicVariable(name) || (isPrivateKeyVariable(name) && text.includes(name))) return;
    if (node.type === 'MemberExpression' || !reportedNames.has(name)) reportPublic(node, name);
  }

  function checkKey(node: TSESTree.Node): void {
    const read = readOfEnvironment(node) ?? node;
    for (const name of environmentNames(valueOf(read))) checkUsed(read, name);
  }

  return {
    ImportSpecifier({ imported, local }) {
      checkNamed(local, imported.type === 'Identifier' ? imported.name : imported.value, () => valueOf(local));
    },
    MemberExpression(node) {
      checkNamed(node, staticName(node), name => variableIn(node.object, name));
    },
    'VariableDeclarator[init] > ObjectPattern.id > Property'(node: TSESTree.Property) {
      const { init } = node.parent.parent as TSESTree.VariableDeclarator;
      if (init) checkNamed(node.key, staticName(node), name => variableIn(init, name));
    },
    ...(mayPublish(module.path) && {
      Property(node: TSESTree.Property): void {
        for (const { node: at, ...data } of publishedKeys(node, { path: module.path, text, valueOf }))
          reportOnce(at, () => context.report({ node: at, messageId: 'publishedKey', data }));
      },
    }),
    NewExpression(node) {
      for (const { node: at, ...data } of pluginKeys(node, { text, valueOf }))
        reportOnce(at, () => context.report({ node: at, messageId: 'publishedKey', data }));
    },
    // What is sent with the scheme of a private key, or given to a session of the SDK, is one.
    TemplateLiteral(node) {
      node.expressions.forEach((expression, index) => {
        if (isScheme(node.quasis[index]?.value.cooked ?? '')) checkKey(expression);
      });
    },
    "BinaryExpression[operator='+']"(node: TSESTree.BinaryExpression) {
      const left = node.left.type === 'BinaryExpression' ? node.left.right : node.left;
      if (left.type === 'Literal' && isScheme(String(left.value))) checkKey(node.right);
    },
    'Property:exit'(node: TSESTree.Property) {
      if (staticName(node)?.toLowerCase() !== 'authorization') return;
      for (const name of keysBehindScheme(valueOf(node.value))) checkUsed(node.value, name);
    },
    'NewExpression[arguments.length>0]'(node: TSESTree.NewExpression) {
      const [key] = node.arguments;
      if (key && /^(?:Global)?ApiKeySession$/.test(spelledNames(node.callee).at(-1) ?? '')) checkKey(key);
    },
  };
}

/** A text that is written down as one, in whichever quotation marks. */
function writtenText(node: TSESTree.Node): unknown {
  if (node.type === 'TemplateLiteral') return node.quasis.length === 1 ? node.quasis[0]?.value.cooked : undefined;
  return node.type === 'Literal' ? node.value : undefined;
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
    references.flatMap(({ isTypeReference, identifier }) => (isTypeReference ? [] : [identifier])),
  );
}
