import { forEachChild, parse, type Command as CommandNode, type ParsedScript, type SyntaxNode } from 'unbash';
import { assign, forget } from './assign.ts';
import { readCommand } from './command.ts';
import { fieldsOf, insideOf, textOf, type Frame } from './expand.ts';
import type { ShellRequest } from './request.ts';
import { createScope, REST, type Scope } from './scope.ts';
import { FILLED_IN, type Script } from './script.ts';
import { knownText, type Piece, type Span, unite, type Value } from './text.ts';

export interface ScriptResult {
  requests: ShellRequest[];
  /** Where something does not parse. */
  errors: Span[];
}

interface Reading extends ScriptResult {
  /** Bodies of functions, which are read last. */
  functions: (() => void)[];
  /** How many texts run one another. */
  depth: number;
}

const DEEPEST = 3;
const MOST_FIELDS = 1000;

/** Commands whose arguments are assignments. */
const DECLARES = new Set(['export', 'local', 'readonly', 'declare', 'typeset']);
/** Commands that fill the variables in their arguments from elsewhere, or empty them. */
const FILLS = new Set(['read', 'mapfile', 'readarray', 'getopts', 'unset']);

/**
 * Follows a script from its beginning to its end and collects the requests that its commands send. Nothing is run. What is done
 * under a condition may have been done; functions are read with what the whole script assigns.
 */
export function readScript(script: Script): ScriptResult {
  const { requests, errors } = run(script).result;
  const clients = new Set(requests.map(({ client }) => client));
  const replaced = new Set([...clients].filter(client => isReplaced(client, script.text)));
  return { errors, requests: requests.filter(({ client }) => !replaced.has(client)) };
}

/** Tests replace a client by a function of its name; one that only adds to it runs it as a `command`. */
function isReplaced(client: string, text: string): boolean {
  return (
    new RegExp(`^[ \\t]*(?:function[ \\t]+)?${client}[ \\t]*\\(\\)`, 'm').test(text) &&
    !text.includes(`command ${client}`)
  );
}

/** The variables that are there after a script that assigns some. */
export function variablesAfter(script: Script): Script['variables'] {
  const assigned = [...run(script).scope.own];
  return new Map(assigned.flatMap(([name, variable]) => (variable.kind === 'text' ? [[name, variable.value]] : [])));
}

function run({ text, place, variables }: Script): { scope: Scope; result: ScriptResult } {
  const scope = createScope();
  for (const [name, value] of variables) scope.set(name, { kind: 'text', value });
  const result: ScriptResult = { requests: [], errors: [] };
  readText(text, { scope, place }, { ...result, functions: [], depth: 0 });
  return { scope, result };
}

function readText(text: string, frame: Frame, reading: Reading): void {
  walkScript(parse(text), frame, reading);
  // Functions may define functions.
  for (const read of reading.functions) read();
}

function walkScript(script: ParsedScript, frame: Frame, reading: Reading): void {
  reading.errors.push(...(script.errors ?? []).map(({ pos }) => frame.place(pos, pos)));
  forEachChild(script, statement => walk(statement, frame, reading));
}

function walk(node: SyntaxNode, frame: Frame, reading: Reading): void {
  switch (node.type) {
    case 'Command':
      return runCommand(node, frame, reading);
    case 'Function':
      return void reading.functions.push(() => walk(node.body, branch(frame), reading));
    case 'If':
      walk(node.clause, frame, reading);
      return walkBranches([node.then, ...node.elif, ...(node.else ? [node.else] : [])], frame, reading, {
        isExhaustive: node.else !== undefined,
      });
    case 'Case':
      walk(node.word, frame, reading);
      return walkBranches(node.items, frame, reading);
    case 'For':
    case 'Select':
      return runLoop(node, frame, reading);
    case 'While':
      return walkBranches([node.clause, node.body], frame, reading);
    case 'ArithmeticFor':
      return walkBranches([node.body], frame, reading);
    case 'AndOr':
      return node.commands.forEach((command, index) =>
        index === 0 ? walk(command, frame, reading) : walkBranches([command], frame, reading),
      );
    case 'Pipeline':
      return node.commands.forEach(command => walk(command, node.commands.length > 1 ? branch(frame) : frame, reading));
    case 'Subshell':
    case 'Coproc':
      return walk(node.body, branch(frame), reading);
    case 'CommandExpansion':
    case 'ProcessSubstitution':
    case 'ArithmeticCommandExpansion':
      return runExpansion(node, frame, reading);
    default:
      return walkChildren(node, frame, reading);
  }
}

function walkChildren(node: SyntaxNode, frame: Frame, reading: Reading): void {
  forEachChild(node, child => walk(child, frame, reading));
}

function branch(frame: Frame): Frame {
  return { ...frame, scope: frame.scope.branch() };
}

function walkBranches(
  nodes: readonly SyntaxNode[],
  frame: Frame,
  reading: Reading,
  options?: { isExhaustive: boolean },
): void {
  const scopes = nodes.map((node): Scope => {
    const inside = branch(frame);
    walk(node, inside, reading);
    return inside.scope;
  });
  frame.scope.merge(scopes, options);
}

function runLoop(node: Extract<SyntaxNode, { type: 'For' | 'Select' }>, frame: Frame, reading: Reading): void {
  const words = node.wordlist ?? [];
  for (const word of words) walk(word, frame, reading);
  const fields = words.slice(0, MOST_FIELDS).flatMap(word => fieldsOf(word, frame));
  frame.scope.set(node.name.value, { kind: 'text', value: unite(fields.filter(field => field !== REST)) });
  walkBranches([node.body], frame, reading);
}

function runExpansion(node: Extract<SyntaxNode, { script: unknown }>, frame: Frame, reading: Reading): void {
  if (node.script) walkScript(node.script, insideOf(node, frame), reading);
}

function runCommand(node: CommandNode, frame: Frame, reading: Reading): void {
  walkChildren(node, frame, reading);
  const name = node.name && knownText(textOf(node.name, frame));
  if (node.name && !DECLARES.has(name ?? '')) {
    if (FILLS.has(name ?? ''))
      return forget(
        node.args.filter(argument => argument.type === 'Word'),
        frame,
      );
    return runClient(node, frame, reading);
  }
  for (const child of [...node.prefix, ...node.suffix]) if (child.type === 'Assignment') assign(child, frame);
}

function runClient(node: CommandNode, frame: Frame, reading: Reading): void {
  const words = node.name ? [node.name, ...node.args] : [];
  const fields = words.slice(0, MOST_FIELDS).flatMap(word => fieldsOf(word, frame));
  const command = readCommand(words.length > MOST_FIELDS ? [...fields, REST] : fields);
  if (command?.kind === 'script') runTexts(command.text, node, frame, reading);
  if (command?.kind !== 'client') return;
  const span = spanOf(node, command.at, frame);
  reading.requests.push(...command.client(command.args).map(draft => ({ client: command.name, ...draft, ...span })));
}

/** From the name of the client, where it stands in the command and not in a variable, to its last argument. */
function spanOf(node: CommandNode, [name]: Value, { place }: Frame): Span {
  const [first] = name ?? [];
  const last = node.args.at(-1) ?? node.name ?? node;
  const whole = place((node.name ?? node).pos, last.end);
  const isInside = first !== undefined && first.start > whole.start && first.end <= whole.end;
  return isInside ? { start: first.start, end: whole.end } : whole;
}

/** `sh -c '…'`: what is found is placed on the whole command. With holes in it, a text may not parse that does when it is run. */
function runTexts(texts: Value, node: CommandNode, frame: Frame, reading: Reading): void {
  if (reading.depth >= DEEPEST) return;
  const place = (): Span => frame.place(node.pos, node.end);
  for (const text of texts)
    readText(
      text.map(shown).join(''),
      { scope: frame.scope.branch(), place },
      { ...reading, errors: [], functions: [], depth: reading.depth + 1 },
    );
}

function shown({ text = FILLED_IN }: Piece): string {
  return text;
}
