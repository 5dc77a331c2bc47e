import type { TSESTree } from '@typescript-eslint/utils';
import { styleOf } from '../../edits/source-style.ts';
import { classAround, staticName } from '../../program/node.ts';
import type { Surroundings } from './call-arguments.ts';
import type { Edit } from './edits.ts';
import type { KeyExpression } from './key-expression.ts';
import { writtenAt } from './names.ts';
import { placeForImports, type SdkImports } from './sdk-imports.ts';

/** The expression for an object of an API class, and what has to be declared for it. */
export interface ApiExpression {
  text: string;
  edits: Edit[];
}

/** Takes the object or the session that is there for the same key, else makes one. @throws Refusal */
export function apiExpression(
  apiClass: string,
  key: KeyExpression,
  imports: SdkImports,
  surroundings: Surroundings,
): ApiExpression {
  const { program, source } = { program: surroundings.module.ast, source: surroundings.source };
  const sessions = sessionsIn(program, imports, key, source);
  const api = apisIn(surroundings, apiClass, imports, sessions);
  if (api !== undefined) return { text: api, edits: [] };
  const [session] = sessions;
  const made = imports.nameOf(apiClass);
  if (session !== undefined) return { text: `new ${made}(${session})`, edits: [] };
  const creation = `new ${imports.nameOf('ApiKeySession')}(${key.text})`;
  if (!key.isOfModule) return { text: `new ${made}(${creation})`, edits: [] };
  const name = freeName('klaviyoSession', source);
  const { end } = styleOf({ ast: program, text: source });
  return { text: `new ${made}(${name})`, edits: [sessionEdit(`const ${name} = ${creation}${end}`, key, surroundings)] };
}

function freeName(name: string, source: string): string {
  let free = name;
  for (let count = 2; new RegExp(`\\b${free}\\b`).test(source); count += 1) free = `${name}${count}`;
  return free;
}

/** Names of the module for sessions with the same key. */
function sessionsIn(program: TSESTree.Program, imports: SdkImports, key: KeyExpression, source: string): string[] {
  return declaratorsOf(program).flatMap(({ id, init }) => {
    const [argument] = init && isNew(init, imports.knownNameOf('ApiKeySession'), source) ? init.arguments : [];
    return id.type === 'Identifier' && argument && isSameKey(argument, key, source) ? [id.name] : [];
  });
}

function isSameKey(argument: TSESTree.Node, key: KeyExpression, source: string): boolean {
  const declared = key.declaration?.type === 'VariableDeclaration' ? key.declaration.declarations[0]?.init : undefined;
  const others = [key.text, ...(declared ? [source.slice(...declared.range)] : [])].map(plainKey);
  const written = [argument, writtenAt(argument)].map(node => plainKey(source.slice(...node.range)));
  return written.some(text => others.includes(text));
}

/** Without what only the type checker wants. */
function plainKey(text: string): string {
  return text
    .replace(/(?:!| \?\? ''| \|\| ''| \?\? ""| \|\| ""| as string)$/, '')
    .replace(/^\((.*)\)$/, '$1')
    .trim();
}

function declaratorsOf({ body }: TSESTree.Program): TSESTree.VariableDeclarator[] {
  return body.flatMap(statement => {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    return declaration?.type === 'VariableDeclaration' ? declaration.declarations : [];
  });
}

function isNew(node: TSESTree.Node, name: string | undefined, source: string): node is TSESTree.NewExpression {
  return node.type === 'NewExpression' && name !== undefined && source.slice(...node.callee.range) === name;
}

/** An object of the class that the module or the class around the call holds, made with one of these sessions. */
function apisIn(
  { module, call, source }: Surroundings,
  apiClass: string,
  imports: SdkImports,
  sessions: readonly string[],
): string | undefined {
  const name = imports.knownNameOf(apiClass);
  const isApi = (node: TSESTree.Node | null): boolean => {
    if (!node || !isNew(node, name, source)) return false;
    const [session] = node.arguments;
    return session?.type === 'Identifier' && sessions.includes(session.name);
  };
  const field = classAround(call)?.body.find(
    member => member.type === 'PropertyDefinition' && !member.static && isApi(member.value),
  );
  const fieldName = field?.type === 'PropertyDefinition' ? staticName(field) : undefined;
  if (fieldName !== undefined && isInMethod(call)) return `this.${fieldName}`;
  const held = declaratorsOf(module.ast).find(({ init }) => isApi(init));
  return held?.id.type === 'Identifier' ? held.id.name : undefined;
}

/** `this` is the object of the class. */
function isInMethod(node: TSESTree.Node): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === 'FunctionDeclaration') return false;
    if (at.type === 'FunctionExpression') return at.parent.type === 'MethodDefinition' && !at.parent.static;
  }
  return false;
}

/** Behind the imports, the statement that reads the environment from a file, and the constant of the key. */
function sessionEdit(text: string, { declaration }: KeyExpression, { module, source }: Surroundings): Edit {
  const imports = placeForImports(module.ast, source);
  const configured = module.ast.body.findLast(
    statement =>
      statement.type === 'ExpressionStatement' &&
      /\bdotenv\b|\bloadEnv|^config\(/.test(source.slice(...statement.range)),
  );
  const at = Math.max(imports.at, declaration?.range[1] ?? 0, configured?.range[1] ?? 0);
  const isBehind = imports.isBehind || at > imports.at;
  const isApart = at === imports.at;
  return { range: [at, at], text: isBehind ? `${isApart ? '\n\n' : '\n'}${text}` : `\n${text}\n\n` };
}
