import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../evaluator/evaluate.ts';
import { mutationsOf } from '../evaluator/mutations.ts';
import { variableOf } from '../program/module.ts';
import { staticName, unwrap, wrapped } from '../program/node.ts';
import type { Frame } from '../values/frame.ts';
import type { Lazy, Value } from '../values/value.ts';
import { type HeaderSet, readHeaders, setHeader } from './headers.ts';

/** How a request is completed by calls, such as `.set('name', 'value').send(body)`. */
export interface ChainModel {
  /** Methods that set one header by its name and value, or several by an object. */
  headers: readonly string[];
  /** Methods whose first argument is the body. */
  body: readonly string[];
  /** Methods that let other code change the request. */
  plugins?: readonly string[];
  /** What a plugin puts before the URL; undefined for one that is not known, which may add headers. */
  baseOf?(plugin: Value): Value | undefined;
  /** The calls go to what the first call was called on (`xhr.open(…)`), not to its result. */
  isOnReceiver?: boolean;
  /** Once a header is set in this way, all of them are. */
  isComplete?: boolean;
}

/** A method that was called on a request. */
export interface ChainedCall {
  method: string;
  args: readonly Lazy[];
}

/** The methods of `Headers`, by which a `Request` object is changed before it is sent. */
export const REQUEST_OBJECT_CHAIN: ChainModel = { headers: ['set', 'append'], body: [] };

/** The methods of all clients, for one that is injected. */
export const ANY_CHAIN: ChainModel = {
  headers: ['set', 'append', 'setHeader', 'setRequestHeader', 'header'],
  body: ['send', 'write', 'end'],
  plugins: ['use'],
};

/** What is called on the request that a call starts, one behind the other or through the variable that holds it. */
export function callsAfter(node: TSESTree.CallExpression, model: ChainModel, frame: Frame): ChainedCall[] {
  const { calls, end } = chainedTo(node, frame);
  const holder = model.isOnReceiver ? receiverOf(node) : declaredName(end);
  const variable = holder ? variableOf(holder) : undefined;
  const writes = variable ? mutationsOf(variable, frame) : [];
  return [
    ...calls,
    ...writes.flatMap(({ path, method, args }) =>
      path.length === 0 && method !== undefined ? [{ method, args }] : [],
    ),
  ];
}

function chainedTo(node: TSESTree.CallExpression, frame: Frame): { calls: ChainedCall[]; end: TSESTree.Node } {
  const calls: ChainedCall[] = [];
  let end = wrapped(node);
  while (
    end.parent?.type === 'MemberExpression' &&
    end.parent.object === end &&
    end.parent.parent.type === 'CallExpression' &&
    end.parent.parent.callee === end.parent
  ) {
    const call = end.parent.parent;
    calls.push({
      method: staticName(end.parent) ?? '',
      args: call.arguments.map(argument => () => evaluate(argument, frame)),
    });
    end = wrapped(call);
  }
  return { calls, end };
}

function declaredName({ parent }: TSESTree.Node): TSESTree.Node | undefined {
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : undefined;
}

function receiverOf(node: TSESTree.CallExpression): TSESTree.Node | undefined {
  const callee = unwrap(node.callee);
  return callee.type === 'MemberExpression' ? callee.object : undefined;
}

/** Adds the headers that are set by calls. */
export function applyChain(headers: HeaderSet, calls: readonly ChainedCall[], model: ChainModel): void {
  for (const { method, args } of calls) {
    const [name, value] = args.map(read => read());
    if (model.plugins?.includes(method) && !(name && model.baseOf?.(name))) headers.open = true;
    if (!model.headers.includes(method) || !name) continue;
    if (args.length > 1) setHeader(headers, name, value);
    else for (const [key, entry] of readHeaders(name).entries) headers.entries.set(key, entry);
    if (model.isComplete) headers.open = false;
  }
}

/** What the last plugin that has one puts before the URL. */
export function baseInChain(calls: readonly ChainedCall[], { plugins, baseOf }: ChainModel): Value | undefined {
  if (!baseOf) return undefined;
  const given = calls.flatMap(({ method, args }) => (plugins?.includes(method) ? args.slice(0, 1) : []));
  return given.flatMap(read => baseOf(read()) ?? []).at(-1);
}

/** The body that a call sends. */
export function bodyInChain(calls: readonly ChainedCall[], { body }: ChainModel): Value | undefined {
  return calls.find(({ method }) => body.includes(method))?.args[0]?.();
}
