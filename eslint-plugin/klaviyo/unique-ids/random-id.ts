import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type ImportEdit, importOf } from '../../edits/import-edit.ts';

type SourceCode = Readonly<TSESLint.SourceCode>;

const CRYPTO = {
  name: 'randomUUID',
  from: 'node:crypto',
  isSame: (specifier: string): boolean => specifier === 'crypto' || specifier === 'node:crypto',
};
/** Where the Web's `crypto` is global and Node's need not be there: browsers, Deno, workers, edge runtimes. */
const WITH_GLOBAL =
  /\bDeno\.|['"]use client['"]|runtime\s*=\s*['"](?:edge|experimental-edge)['"]|['"](?:npm|jsr|cloudflare):|from\s{1,20}['"]https:|@shopify\/(?:hydrogen|remix-oxygen)|\b(?:ExecutionContext|ExportedHandler|wrangler)\b|\bawait\s+import\(/;
const OF_NODE =
  /['"]node:|\brequire\s*\(|\bprocess\.|\bBuffer\b|['"](?:express|fastify|koa|@nestjs\/[\w-]+|klaviyo-api|aws-lambda)['"]/;

/** A call that makes a random id, and the import that it needs; undefined where neither can be had. */
export function randomId(
  sourceCode: SourceCode,
  needsNode: boolean,
): { text: string; edit: ImportEdit['edit'] } | undefined {
  const known = uuidIn(sourceCode.ast);
  if (known !== undefined) return { text: `${known}()`, edit: () => [] };
  const isNode = !WITH_GLOBAL.test(sourceCode.text) && (needsNode || OF_NODE.test(sourceCode.text));
  const isGlobal = !isDeclared('crypto', sourceCode);
  const imported = isNode || !isGlobal ? importOf(sourceCode, CRYPTO) : undefined;
  if (imported) return { text: `${imported.name}()`, edit: imported.edit };
  return isGlobal ? { text: 'crypto.randomUUID()', edit: () => [] } : undefined;
}

function isDeclared(name: string, { scopeManager }: SourceCode): boolean {
  return scopeManager?.scopes.some(({ set }) => (set.get(name)?.defs.length ?? 0) > 0) ?? true;
}

/** `import { v4 as uuid } from 'uuid'`. */
function uuidIn({ body }: TSESTree.Program): string | undefined {
  for (const statement of body) {
    if (statement.type !== 'ImportDeclaration' || statement.source.value !== 'uuid') continue;
    const v4 = statement.specifiers.find(
      each => each.type === 'ImportSpecifier' && each.imported.type === 'Identifier' && each.imported.name === 'v4',
    );
    if (v4) return v4.local.name;
  }
  return undefined;
}
