import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isServerOnly } from '../../src/vendors/klaviyo/browser-module.ts';
import { PUBLIC_VARIABLE_MESSAGE } from '../../src/messages/public-variable.ts';
import { isPrivateKeyVariable, isPublicVariable } from '../../src/vendors/klaviyo/public-variable.ts';
import { createRule } from '../create-rule.ts';
import { setting } from '../settings.ts';
import { importedByClient, isClient } from '../klaviyo/browser.ts';
import { analyze } from '../klaviyo/analyze.ts';
import { variableOf } from '../program/module.ts';
import { staticName, unwrap } from '../program/node.ts';
import { projectPath } from '../program/project-path.ts';

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
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const { sourceCode } = context;
    if (!/klaviyo/i.test(sourceCode.text)) return {};
    // Resolves names to their variables.
    analyze(context);
    const wayToBrowser = createWayToBrowser(context);
    const reported = new Set<TSESTree.Node>();

    function checkModule(node: TSESTree.Node, specifier: unknown): void {
      const found = isSdk(specifier) ? wayToBrowser() : undefined;
      if (found !== undefined) context.report({ node, messageId: 'sdkInBrowser', data: { way: found } });
    }

    function checkPublic(node: TSESTree.Node): void {
      const read = readOfEnvironment(node);
      const name = read && variableOfEnvironment(unwrap(read));
      if (!read || name === undefined || !isPublicVariable(name) || isPrivateKeyVariable(name) || reported.has(read))
        return;
      reported.add(read);
      context.report({ node: read, messageId: 'publicVariable', data: { name } });
    }

    return {
      ImportDeclaration(node) {
        if (!isOnlyTypes(node) && !isErased(sourceCode.getDeclaredVariables?.(node) ?? []))
          checkModule(node.source, node.source.value);
      },
      ImportExpression(node) {
        if (node.source.type === 'Literal') checkModule(node.source, node.source.value);
      },
      "CallExpression[callee.name='require']"(node: TSESTree.CallExpression) {
        const [specifier] = node.arguments;
        if (specifier?.type === 'Literal') checkModule(specifier, specifier.value);
      },
      MemberExpression(node) {
        const name = variableOfEnvironment(node);
        if (name === undefined || !isPrivateKeyVariable(name)) return;
        if (isPublicVariable(name)) {
          context.report({ node, messageId: 'publicVariable', data: { name } });
          return;
        }
        const found = wayToBrowser();
        if (found !== undefined) context.report({ node, messageId: 'privateVariable', data: { name, way: found } });
      },
      // What is sent with the scheme of a private key, or given to a session of the SDK, is one.
      TemplateLiteral(node) {
        node.expressions.forEach((expression, index) => {
          if (isScheme(node.quasis[index]?.value.cooked ?? '')) checkPublic(expression);
        });
      },
      "BinaryExpression[operator='+']"(node: TSESTree.BinaryExpression) {
        const left = node.left.type === 'BinaryExpression' ? node.left.right : node.left;
        if (left.type === 'Literal' && isScheme(String(left.value))) checkPublic(node.right);
      },
      'NewExpression[callee.name=/^(?:Global)?ApiKeySession$/]'(node: TSESTree.NewExpression) {
        const [key] = node.arguments;
        if (key) checkPublic(key);
      },
    };
  },
});

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** Finds out once, when it is needed, how the file reaches the browser; undefined if it does not. */
function createWayToBrowser(context: Context): () => string | undefined {
  let found: { way: string | undefined } | undefined;
  return () => (found ??= { way: findWayToBrowser(context) }).way;
}

function findWayToBrowser(context: Context): string | undefined {
  const { text } = context.sourceCode;
  const path = projectPath(context.filename, context.cwd);
  if (isServerOnly(path, text)) return undefined;
  if (isClient(path, text)) return '';
  const told = setting(context, 'reachedFrom');
  const importer = typeof told === 'string' ? told : importedByClient(context);
  return importer === undefined ? undefined : ` through '${importer}'`;
}

function isSdk(specifier: unknown): boolean {
  return typeof specifier === 'string' && /^klaviyo-api(?:\/|$)/.test(specifier);
}

function isScheme(text: string): boolean {
  return /\bklaviyo-api-key\s+$/i.test(text);
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

/** Where a value is read from the environment: in its place, before a fallback, or as what a constant of the file is made with. */
function readOfEnvironment(node: TSESTree.Node, seen = new Set<TSESTree.Node>()): TSESTree.Node | undefined {
  const at = unwrap(node);
  if (at.type === 'MemberExpression') return node;
  if (seen.has(at)) return undefined;
  seen.add(at);
  if (at.type === 'LogicalExpression') return readOfEnvironment(at.left, seen);
  const [definition] = at.type === 'Identifier' ? (variableOf(at)?.defs ?? []) : [];
  const declarator = definition?.type === 'Variable' ? definition.node : undefined;
  return declarator?.init && declarator.id.type === 'Identifier' ? readOfEnvironment(declarator.init, seen) : undefined;
}

/** The name that is read of `process.env` or `import.meta.env`. */
function variableOfEnvironment(node: TSESTree.Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const object = unwrap(node.object);
  if (object.type !== 'MemberExpression' || staticName(object) !== 'env') return undefined;
  const holder = unwrap(object.object);
  const isProcess = holder.type === 'Identifier' && holder.name === 'process';
  return isProcess || holder.type === 'MetaProperty' ? staticName(node) : undefined;
}
