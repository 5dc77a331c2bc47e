import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** What typescript-eslint needs for type information only; the tool parses one file at a time, without a program. */
const TYPE_INFORMATION =
  /^@typescript-eslint\/project-service$|\/(?:clear-caches|createIsolatedProgram|createProjectProgram|getWatchProgramsForProjects|semantic-or-syntactic-errors|useProgramFromProjectService|useProvidedPrograms|validateDefaultProjectForFilesGlob)$/;

const TYPESCRIPT = /[\\/]node_modules[\\/]typescript[\\/]lib[\\/]typescript\.js$/;

/**
 * esbuild plugin: of typescript-eslint only the parser is kept, and of TypeScript only what the parser uses, which is a third.
 *
 * TypeScript's file is the output of a bundler: one function around all of it, in which each module has a heading. It becomes a
 * module again, so that esbuild leaves out what is not used.
 *
 * @param {string} root the repository
 */
export function parserOnly(root) {
  return {
    name: 'parser-only',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: TYPE_INFORMATION }, ({ path: specifier, importer }) =>
        /[\\/]@typescript-eslint[\\/](?:parser|typescript-estree)[\\/]/.test(importer)
          ? { path: specifier, namespace: 'type-information' }
          : undefined,
      );
      onLoad({ filter: /.*/, namespace: 'type-information' }, () => ({ contents: 'module.exports = {};' }));
      onLoad({ filter: TYPESCRIPT }, async ({ path: file }) => ({ contents: await usedPartOf(root, file) }));
    },
  };
}

/** @returns {Promise<string>} TypeScript as a CommonJS module with the exports that typescript-eslint's parser may use */
async function usedPartOf(root, file) {
  const { statements, exports } = openedBundle(readFileSync(file, 'utf8'));
  const mentioned = await membersMentioned(root);
  const names = [...exports].filter(([name]) => mentioned.has(name)).map(([name, local]) => `${local} as ${name}`);
  const { outputFiles } = await build({
    stdin: { contents: `${statements}\nexport { ${names.join(', ')} };`, resolveDir: root },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'iife',
    globalName: 'ts',
    logLevel: 'error',
  });
  // TypeScript does not declare that it was a module, which decides what its default import is.
  return `${outputFiles[0].text}\nmodule.exports = { ...ts };`;
}

/** The parts of TypeScript that only editors use. They register themselves with each other, so that a bundler keeps them. */
const EDITOR_PARTS =
  /^\/\/ src\/(?:server|jsTyping|typingsInstallerCore|deprecatedCompat|services\/(?:codefixes|refactors|codeFixProvider|refactorProvider|_namespaces))/;

/** Takes off the function around TypeScript, and tells the bundler which calls have no other effect than their result. */
function openedBundle(text) {
  const [, body] = cut(text, '((module) => {', '// Annotate the CommonJS export names');
  const [before, table, after] = cut(body, '__export(typescript_exports, {', '});');
  const statements = (before + after)
    .split(/^(?=\/\/ src\/)/m)
    .filter(part => !EDITOR_PARTS.test(part))
    .join('')
    .replace('module.exports = __toCommonJS(typescript_exports);', '')
    .replaceAll(/^var (\w+) = \{\};\n__export\(\1, /gm, 'var $1 = /* @__PURE__ */ __namespace(')
    .replaceAll(
      /^var (\w+);\n\(\((\w+)\) => \{\n([^]*?)^\}\)\(\1 \|\| \(\1 = \{\}\)\);$/gm,
      'var $1 = /* @__PURE__ */ (($2) => {\n$3return $2;\n})({});',
    )
    .replaceAll(/^(var \w+ = )((?:new )?[\w.]+\()/gm, '$1/* @__PURE__ */ $2');
  const helper = 'function __namespace(all) { const target = {}; __export(target, all); return target; }';
  return {
    statements: `${statements}\n${helper}`,
    exports: new Map([...table.matchAll(/(\w+): \(\) => (\w+)/g)].map(([, ...names]) => names)),
  };
}

function cut(text, from, to) {
  const start = text.indexOf(from);
  const end = text.indexOf(to, start);
  if (start === -1 || end === -1)
    throw new Error(`TypeScript is built in another way: '${from}' … '${to}' is not there.`);
  return [text.slice(0, start), text.slice(start + from.length, end), text.slice(end + to.length)];
}

/** The members of TypeScript that the parser's files name; each calls it `ts` or `typescript`, with what a compiler adds. */
async function membersMentioned(root) {
  const { metafile } = await build({
    stdin: { contents: "import '@typescript-eslint/parser';", resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    external: ['typescript'],
    plugins: [parserOnly(root)],
    logLevel: 'error',
  });
  const importing = Object.entries(metafile.inputs).filter(([, { imports }]) =>
    imports.some(imported => imported.path === 'typescript'),
  );
  const texts = importing.map(([file]) => readFileSync(path.join(root, file), 'utf8'));
  return new Set(texts.flatMap(text => [...text.matchAll(MEMBER)].map(([, name]) => name)));
}

const MEMBER = /\b(?:ts\d*|typescript_\d+)(?:__default)?(?:\.default)?\.(\w+)/g;
