import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { isFunction, spelledNames, staticName } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import type { FunctionNode } from '../../values/value.ts';
import { answerKind, type Answers, isOfFailure, type TestKind, testKind } from './answer-reading.ts';
import { calledFunction, withoutTypes, writtenAt } from './names.ts';
import { refuse } from './refusal.ts';

/** What a wrapper has of its own, in the words of a suggestion's title. */
export type Extra = 'logs' | 'time limit' | 'error texts' | 'retries';

/** What a wrapper does with the answer. */
export interface WrapperBody {
  /** What it gives: the response itself, its JSON, or nothing. */
  gives: 'response' | 'json' | 'nothing';
  /** What it gives for an answer without a body, as it is written. */
  empty: TSESTree.Node | undefined;
  /** It throws for an answer that is none of success. */
  throws: boolean;
  extras: Set<Extra>;
}

/**
 * Reads a function that sends, throws for a failure and gives the answer, and beside that at most logs, tries again and limits the
 * time.
 *
 * @throws Refusal where it does anything else, such as to give something for a failure, to keep answers or to wait before it sends
 */
export function readWrapperBody(wrapper: FunctionNode, sender: TSESTree.CallExpression): WrapperBody {
  const reading = new WrapperReading(wrapper, sender);
  const { body } = wrapper;
  if (body.type !== 'BlockStatement') reading.answer(body);
  else {
    const after = reading.block(body.body, { of: 'answer', isRepeated: false });
    if (after === 'failure') refuse('the wrapper gives something for a failure');
    if (after === true) reading.give('nothing');
  }
  const { gives = 'nothing', empty, throws, extras } = reading;
  return { gives, empty, throws, extras };
}

/** Whether what follows is reached: by all, by nothing, only by failures, only by answers without a body. */
type After = boolean | 'failure' | 'empty';

/** Which ways of a call lead to a statement. */
interface Place {
  /** All; only failures; only answers without a body; only another attempt; only some arguments. */
  of: 'answer' | 'failure' | 'empty' | 'again' | 'given';
  isRepeated: boolean;
}

class WrapperReading {
  gives: WrapperBody['gives'] | undefined;
  empty: TSESTree.Node | undefined;
  throws = false;
  readonly extras = new Set<Extra>();
  private readonly wrapper: FunctionNode;
  private readonly answers: Answers;

  constructor(wrapper: FunctionNode, sender: TSESTree.CallExpression) {
    this.wrapper = wrapper;
    this.answers = { wrapper, sender, open: new Set() };
  }

  give(gives: WrapperBody['gives']): void {
    if (this.gives !== undefined && this.gives !== gives) refuse('the wrapper gives different things');
    this.gives = gives;
  }

  /** @returns whether a call reaches the end of the statements, or on which ways only */
  block(statements: readonly TSESTree.Statement[], place: Place): After {
    let of = place.of;
    for (const statement of statements) {
      const after = this.statement(statement, { ...place, of });
      if (after === false) return false;
      if (after !== true) of = after;
    }
    return of === place.of || (of !== 'failure' && of !== 'empty') ? true : of;
  }

  private statement(node: TSESTree.Statement, place: Place): After {
    switch (node.type) {
      case 'BlockStatement':
        return this.block(node.body, place);
      case 'VariableDeclaration':
      case 'EmptyStatement':
      case 'FunctionDeclaration':
        return true;
      case 'ExpressionStatement':
        this.expression(node.expression, place);
        return true;
      case 'IfStatement':
        return this.choice(node, place);
      case 'ReturnStatement':
        this.returned(node.argument, place);
        return false;
      case 'ThrowStatement':
        this.thrown(node, place);
        return false;
      case 'ContinueStatement':
      case 'BreakStatement':
        if (place.of !== 'failure' || !place.isRepeated) refuse('the wrapper does more');
        this.extras.add('retries');
        return false;
      case 'TryStatement':
        return this.attempt(node, place);
      case 'ForStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        return this.loop(node, place);
      default:
        return refuse('the wrapper does more');
    }
  }

  private expression(node: TSESTree.Node, { of }: Place): void {
    const at = withoutTypes(node);
    const awaited = at.type === 'AwaitExpression' ? withoutTypes(at.argument) : at;
    if (awaited === this.answers.sender) return;
    if (awaited.type === 'CallExpression') {
      if (isLog(awaited)) this.extras.add('logs');
      else if (isPause(awaited) && (of === 'failure' || of === 'again')) this.extras.add('retries');
      else if (!isTimer(awaited)) refuse(isPause(awaited) ? 'the wrapper waits' : 'the wrapper does more');
    } else if (isPause(awaited) && (of === 'failure' || of === 'again')) this.extras.add('retries');
    else if (!this.isOwnAssignment(awaited, of)) refuse('the wrapper does more');
  }

  /** Of a variable of the wrapper, or before it sends of the options in one. */
  private isOwnAssignment(node: TSESTree.Node, of: Place['of']): boolean {
    const target =
      node.type === 'AssignmentExpression' ? node.left : node.type === 'UpdateExpression' ? node.argument : undefined;
    if (!target) return false;
    if (target.type === 'Identifier') return this.isOwn(target);
    const object = rootOf(target);
    const isOfRequest = (of === 'answer' || of === 'given') && !answerKind(object, this.answers);
    return target.type === 'MemberExpression' && isOfRequest && this.isOwn(object);
  }

  private isOwn(node: TSESTree.Node): boolean {
    const variable = node.type === 'Identifier' ? variableOf(node) : undefined;
    const definition = variable?.defs[0];
    return definition !== undefined && definition.type !== 'Parameter'
      ? isAround(this.wrapper, definition.name)
      : variable !== undefined && node.parent?.type === 'UpdateExpression';
  }

  private choice({ test, consequent, alternate }: TSESTree.IfStatement, place: Place): After {
    if (place.of !== 'answer') {
      const of = place.of === 'empty' && isOfFailure(test, this.answers) ? 'failure' : place.of;
      const completes = this.statement(consequent, { ...place, of }) !== false;
      return alternate ? this.statement(alternate, place) !== false || completes : true;
    }
    const kind = testKind(test, this.answers);
    switch (kind) {
      case 'failure':
      case 'some failures':
        return this.failed({ kind, consequent, alternate }, place);
      case 'success':
        this.last(consequent, place);
        this.throws = true;
        return alternate ? this.statement(alternate, { ...place, of: 'failure' }) && 'failure' : 'failure';
      case 'empty':
        this.statement(consequent, { ...place, of: 'empty' });
        return alternate ? this.statement(alternate, place) : true;
      case 'full':
        this.last(consequent, place);
        return alternate ? this.statement(alternate, { ...place, of: 'empty' }) && 'empty' : 'empty';
      case 'again':
        this.statement(consequent, { ...place, of: 'again' });
        return alternate ? refuse('the wrapper does more') : true;
      default:
        this.given(consequent, kind === 'missing', place);
        if (alternate) this.given(alternate, false, place);
        return true;
    }
  }

  private failed(
    { kind, consequent, alternate }: { kind: TestKind } & Pick<TSESTree.IfStatement, 'consequent' | 'alternate'>,
    place: Place,
  ): After {
    const completes = this.statement(consequent, { ...place, of: 'failure' }) !== false;
    if (!completes && kind === 'failure') this.throws = true;
    const after = alternate ? this.statement(alternate, place) : true;
    return after === false && completes ? 'failure' : after;
  }

  /** Behind it, no success goes on. */
  private last(node: TSESTree.Statement, place: Place): void {
    if (this.statement(node, place) !== false) refuse('the wrapper does more');
  }

  /** What depends on the arguments may put the options together, or throw where one is missing. */
  private given(node: TSESTree.Statement, isMissing: boolean, place: Place): void {
    const completes = this.statement(node, { ...place, of: 'given' }) !== false;
    if (!completes && !isMissing) refuse('the wrapper does more');
  }

  private returned(argument: TSESTree.Expression | null, { of }: Place): void {
    const awaited = argument ? withoutTypes(argument) : undefined;
    const value = awaited?.type === 'AwaitExpression' ? withoutTypes(awaited.argument) : awaited;
    const isAgain = value?.type === 'CallExpression' && calledFunction(value.callee) === this.wrapper;
    if (of === 'failure') {
      if (isAgain) this.extras.add('retries');
      else if (!value || answerKind(value, this.answers)?.kind !== 'response')
        refuse('the wrapper gives something for a failure');
      else this.give('response');
    } else if (of === 'empty') this.without(value);
    else if (of !== 'answer' || isAgain) refuse('the wrapper does more');
    else if (!argument) this.give('nothing');
    else this.answer(argument);
  }

  /** What is given for an answer without a body. */
  private without(value: TSESTree.Node | undefined): void {
    const kind = value && answerKind(value, this.answers)?.kind;
    if (value && kind === 'response') this.give('response');
    else if (value && kind === undefined && !isPlain(value)) refuse('the wrapper does more');
    else if (kind === undefined) this.empty ??= value;
  }

  answer(node: TSESTree.Node): void {
    const found = answerKind(node, this.answers);
    if (found?.kind !== 'response' && found?.kind !== 'json') return refuse('the wrapper does more');
    this.give(found.kind);
    if (found.empty && !isPlain(found.empty)) refuse('the wrapper does more');
    this.empty ??= found.empty;
  }

  private thrown({ argument }: TSESTree.ThrowStatement, { of }: Place): void {
    if (of === 'answer' || of === 'empty') refuse('the wrapper does more');
    if (!isPlainError(argument)) refuse('the wrapper throws errors of its own kind');
    if (of === 'failure') this.extras.add('error texts');
  }

  private attempt({ block, handler, finalizer }: TSESTree.TryStatement, place: Place): After {
    const sends = isAround(block, this.answers.sender);
    const after = this.block(block.body, place);
    if (finalizer) this.block(finalizer.body, { ...place, of: 'given' });
    if (!handler) return after;
    const of = sends ? 'failure' : place.of === 'answer' ? 'empty' : place.of;
    const completes = this.block(handler.body.body, { ...place, of }) !== false;
    if (!sends) return after === false ? completes : after;
    if (completes && after !== false && after !== 'failure') refuse('the wrapper does more');
    return completes ? 'failure' : after;
  }

  private loop(
    { body }: TSESTree.ForStatement | TSESTree.WhileStatement | TSESTree.DoWhileStatement,
    place: Place,
  ): 'failure' {
    if (place.of !== 'answer' || !isAround(body, this.answers.sender)) refuse('the wrapper does more');
    const after = this.statement(body, { of: 'answer', isRepeated: true });
    if (after === true || after === 'empty') refuse('the wrapper does more');
    this.extras.add('retries');
    return 'failure';
  }
}

function isAround(outer: TSESTree.Node, inner: TSESTree.Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

function rootOf(node: TSESTree.Node): TSESTree.Node {
  const at = withoutTypes(node);
  return at.type === 'MemberExpression' ? rootOf(at.object) : at;
}

/** `console.info(…)`, `this.logger.warn(…)`, `log(…)`, with arguments that change nothing. */
function isLog(call: TSESTree.CallExpression): boolean {
  const names = spelledNames(call.callee);
  const [name = ''] = names;
  const isLogger =
    names.length === 1
      ? /^(?:log|debug)/i.test(name)
      : names.slice(0, -1).some(each => /^console$|log(?:ger)?$/i.test(each));
  let isQuiet = true;
  visit(call, at => {
    if (at.type === 'AssignmentExpression' || at.type === 'UpdateExpression') isQuiet = false;
  });
  return isLogger && isQuiet;
}

/** `sleep(…)`, `this.delay(…)`, `new Promise(resolve => setTimeout(resolve, …))` */
function isPause(node: TSESTree.Node): boolean {
  if (node.type === 'CallExpression')
    return /^(?:sleep|delay|wait|pause|setTimeout)/i.test(spelledNames(node.callee).at(-1) ?? '') && !isTimer(node);
  const [executor] = node.type === 'NewExpression' ? node.arguments : [];
  let waits = false;
  if (isFunction(executor))
    visit(
      executor,
      at => (waits ||= at.type === 'CallExpression' && spelledNames(at.callee).join('.') === 'setTimeout'),
    );
  return waits;
}

/** `clearTimeout(timer)`, `setTimeout(() => controller.abort(), …)` */
function isTimer({ callee, arguments: [first] }: TSESTree.CallExpression): boolean {
  const name = spelledNames(callee).join('.');
  if (name === 'clearTimeout') return true;
  let aborts = false;
  if (isFunction(first)) visit(first, at => (aborts ||= at.type === 'MemberExpression' && staticName(at) === 'abort'));
  return name === 'setTimeout' && aborts;
}

/** A value that is written down. */
function isPlain(node: TSESTree.Node): boolean {
  const at = withoutTypes(node);
  if (at.type === 'ObjectExpression') return at.properties.length === 0;
  if (at.type === 'ArrayExpression') return at.elements.length === 0;
  return at.type === 'Literal' || (at.type === 'Identifier' && at.name === 'undefined');
}

/** An error that has nothing but a text, or one that was caught. */
function isPlainError(node: TSESTree.Node, seen = new Set<TSESTree.Node>()): boolean {
  const at = writtenAt(node);
  const isPlainToo = (each: TSESTree.Node): boolean => isPlainError(each, seen);
  switch (at.type) {
    case 'NewExpression':
      return at.callee.type === 'Identifier' && isPlainErrorClass(at.callee);
    case 'LogicalExpression':
      return [at.left, at.right].every(isPlainToo);
    case 'ConditionalExpression':
      return [at.consequent, at.alternate].every(isPlainToo);
    case 'Identifier':
      return writtenErrors(at).every(each => seen.has(each) || isPlainError(each, seen.add(each)));
    default:
      return isPlain(at) && at.type === 'Literal' && at.value === null;
  }
}

/** What a variable of the wrapper holds, but for what was caught. */
function writtenErrors(node: TSESTree.Identifier): TSESTree.Node[] {
  const variable = variableOf(node);
  const [definition] = variable?.defs ?? [];
  if (definition?.type === 'CatchClause' || (!definition && node.name === 'undefined')) return [];
  if (definition?.type !== 'Variable') return refuse('the wrapper throws errors of its own kind');
  return variable?.references.flatMap(({ writeExpr }) => writeExpr ?? []) ?? [];
}

const ERROR_CLASSES = new Set(['Error', 'TypeError', 'RangeError']);

/** `Error`, or a class of the module of which nobody asks whether an error is one. */
function isPlainErrorClass(callee: TSESTree.Identifier): boolean {
  const node = variableOf(callee)?.defs[0]?.node;
  if (!node) return ERROR_CLASSES.has(callee.name);
  if (node.type !== 'ClassDeclaration' || node.parent.type !== 'Program') return false;
  let isAsked = false;
  visit(node.parent, (at, parent) => {
    const isName = at.type === 'Identifier' && at.name === callee.name;
    isAsked ||= isName && (parent?.type === 'BinaryExpression' || parent?.type === 'ExportSpecifier');
  });
  return !isAsked;
}
