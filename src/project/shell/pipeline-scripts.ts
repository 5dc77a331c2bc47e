import { isMap, isScalar, isSeq, type Node, type Scalar, parseDocument, type YAMLMap } from 'yaml';
import { lineOf } from '../discovery/line-index.ts';
import { variablesAfter } from './run-script.ts';
import type { Script } from './script.ts';
import { UNKNOWN, type Value } from './text.ts';
import { scalarText, scalarValue } from './yaml-text.ts';

type Variables = ReadonlyMap<string, Value>;

/**
 * Under these names, pipelines of GitLab, Bitbucket, CircleCI, Azure, Travis, AWS and others, task runners and compositions of
 * containers have commands. Sources: their documentation; read 2026-11-20.
 */
const COMMANDS = new Set([
  'script',
  'before_script',
  'after_script',
  'run',
  'bash',
  'command',
  'commands',
  'cmd',
  'cmds',
  'install',
  'before_install',
  'after_success',
  'entrypoint',
]);
const VARIABLES = new Set(['variables', 'env', 'environment', 'vars']);

/**
 * Reads the commands of a pipeline, a task runner or a composition of containers, with the variables around them.
 *
 * @throws {SyntaxError} if it is not YAML; the message names the line
 */
export function pipelineScripts(text: string): Script[] {
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
  const [error] = document.errors;
  if (error !== undefined) throw new SyntaxError(`it is not valid YAML (line ${lineOf(text, error.pos[0])})`);
  return scriptsIn(document.contents, new Map(), text);
}

function scriptsIn(node: Node | null, variables: Variables, text: string): Script[] {
  if (isSeq(node)) return node.items.flatMap(item => scriptsIn(item as Node, variables, text));
  if (!isMap(node)) return [];
  const inside = within(node, variables, text);
  return node.items.flatMap(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : '';
    const commands = COMMANDS.has(name) ? commandsIn(value as Node, inside, text) : undefined;
    return commands ?? (VARIABLES.has(name) ? [] : scriptsIn(value as Node, inside, text));
  });
}

/** One command, or a list of commands that share their variables; undefined for anything else. */
function commandsIn(node: Node | null, variables: Variables, text: string): Script[] | undefined {
  if (isScalar(node)) return [scriptOf(node, variables, text)];
  if (!isSeq(node)) return undefined;
  const known = new Map(variables);
  const scripts: Script[] = [];
  for (const item of node.items) {
    if (!isScalar(item)) return undefined;
    const script = scriptOf(item, known, text);
    scripts.push(script);
    for (const [name, value] of variablesAfter(script)) known.set(name, value);
  }
  return scripts;
}

const NAMED = /\$\{?(\w+)/g;

/** With the variables that the command names, because a list may set as many as it has commands. */
function scriptOf(node: Scalar, variables: Variables, text: string): Script {
  const script = scalarText(node, text);
  const names = [...script.text.matchAll(NAMED)].map(([, name = '']) => name);
  const named = names.flatMap((name): [string, Value][] => {
    const value = variables.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  return { ...script, variables: new Map(named) };
}

function within(owner: YAMLMap, variables: Variables, text: string): Variables {
  const own = owner.items.flatMap(({ key, value }) => {
    const isTable = isScalar(key) && VARIABLES.has(String(key.value)) && isMap(value);
    return isTable ? value.items : [];
  });
  return new Map([
    ...variables,
    ...own.flatMap(({ key, value }): [string, Value][] =>
      isScalar(key) ? [[String(key.value), isScalar(value) ? scalarValue(value, text) : UNKNOWN]] : [],
    ),
  ]);
}
