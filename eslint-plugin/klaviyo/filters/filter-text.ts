import type { TSESTree } from '@typescript-eslint/utils';
import { calledFunctions } from '../../call-graph/effects.ts';
import { returnedExpressions } from '../../evaluator/calls.ts';
import { evaluate } from '../../evaluator/evaluate.ts';
import { moduleOf } from '../../program/module.ts';
import { isFunction, unwrap } from '../../program/node.ts';
import { constantString, HOLE, type Value } from '../../values/value.ts';

/** A part of a text that is put together: written, or an expression. */
export type Piece = { text: string; node: TSESTree.Node } | { text: undefined; node: TSESTree.Expression };

/** The pieces of a template, of a sum of texts, of a list that is joined or of a text with placeholders, in their order. */
export function piecesOf(node: TSESTree.Node): Piece[] {
  if (node.type === 'TemplateLiteral')
    return node.quasis.flatMap((quasi, index): Piece[] => {
      const expression = node.expressions[index];
      const written: Piece = { text: quasi.value.cooked ?? quasi.value.raw, node: quasi };
      return expression ? [written, { text: undefined, node: expression }] : [written];
    });
  if (node.type === 'CallExpression')
    return [...joinedPieces(node), ...replacedPieces(node), ...concatenatedPieces(node), ...formattedPieces(node)];
  return node.type === 'BinaryExpression' && node.operator === '+'
    ? [node.left, node.right].flatMap(side => (isSum(side) ? piecesOf(side) : pieceOf(side)))
    : [];
}

/** `['equals(email,"', email, '")'].join('')`. */
function joinedPieces({ callee, arguments: [separator] }: TSESTree.CallExpression): Piece[] {
  const isJoin =
    callee.type === 'MemberExpression' && isNamed(callee, 'join') && callee.object.type === 'ArrayExpression';
  if (!isJoin || callee.object.type !== 'ArrayExpression' || separator?.type !== 'Literal') return [];
  return callee.object.elements.flatMap((element, index): Piece[] => {
    if (element === null || element.type === 'SpreadElement') return [];
    const between: Piece[] = index > 0 ? [{ text: String(separator.value), node: separator }] : [];
    return [...between, ...(isSum(element) ? piecesOf(element) : pieceOf(element))];
  });
}

/** `'equals(email,"'.concat(email, '")')`. */
function concatenatedPieces({ callee, arguments: given }: TSESTree.CallExpression): Piece[] {
  if (callee.type !== 'MemberExpression' || !isNamed(callee, 'concat')) return [];
  const [start, ...more] = [callee.object, ...given].flatMap(part =>
    part.type === 'SpreadElement' ? [] : isSum(part) || part.type === 'CallExpression' ? piecesOf(part) : pieceOf(part),
  );
  return start?.text === undefined ? [] : [start, ...more];
}

/** `util.format('equals(email,"%s")', email)`. */
function formattedPieces({ callee, arguments: [template, ...values] }: TSESTree.CallExpression): Piece[] {
  const frame = moduleOf(callee)?.frame;
  if (!frame || !template || template.type === 'SpreadElement' || !isFormat(evaluate(callee, frame))) return [];
  const [before = '', ...after] = constantString(evaluate(template, frame))?.split('%s') ?? [];
  const filled = values.filter(value => value.type !== 'SpreadElement').slice(0, after.length);
  if (filled.length < after.length || after.length === 0) return [];
  return [
    { text: before, node: template },
    ...filled.flatMap((node, index): Piece[] => [
      { text: undefined, node },
      { text: after[index] ?? '', node: template },
    ]),
  ];
}

function isFormat(callee: Value): boolean {
  return (
    callee.kind === 'external' && /^(?:node:)?util$/.test(callee.module ?? '') && callee.path.join('.') === 'format'
  );
}

/** `'equals(email,"{email}")'.replace('{email}', email)`. */
function replacedPieces({ callee, arguments: [placeholder, value] }: TSESTree.CallExpression): Piece[] {
  const frame = moduleOf(callee)?.frame;
  const isReplace = callee.type === 'MemberExpression' && (isNamed(callee, 'replace') || isNamed(callee, 'replaceAll'));
  if (!isReplace || !frame || placeholder?.type !== 'Literal' || !value || value.type === 'SpreadElement') return [];
  const whole = constantString(evaluate(callee.object, frame));
  const searched = searchedText(placeholder);
  const [before, ...after] = searched === '' ? [] : (whole?.split(searched) ?? []);
  if (before === undefined || after.length !== 1) return [];
  return [
    { text: before, node: placeholder },
    { text: undefined, node: value },
    { text: after[0] ?? '', node: placeholder },
  ];
}

/** What a placeholder matches: the text itself, or that of a regular expression without special signs. */
function searchedText(placeholder: TSESTree.Literal): string {
  if (!('regex' in placeholder)) return typeof placeholder.value === 'string' ? placeholder.value : '';
  const { pattern } = placeholder.regex;
  return /^(?:[\w\s:%{}<>@#-]|\\[^\w\s])+$/.test(pattern) ? pattern.replaceAll(/\\(.)/g, '$1') : '';
}

function isSum(node: TSESTree.Node): boolean {
  return node.type === 'TemplateLiteral' || (node.type === 'BinaryExpression' && node.operator === '+');
}

function pieceOf(node: TSESTree.Expression): Piece[] {
  const isText = node.type === 'Literal' && typeof node.value === 'string';
  return isText ? [{ text: node.value, node: node }] : [{ text: undefined, node }];
}

/** An expression that stands in the text of a comparison: `equals(email,"${email}")`. */
export interface QuotedHole {
  expression: TSESTree.Expression;
  quote: string;
}

/** Source: developers.klaviyo.com/en/docs/filtering_; read on 2026-11-22. */
const OPERATOR =
  /(?:^|[^\w.-])(?:equals|any|contains|contains-any|contains-all|starts-with|ends-with|less-than|less-or-equal|greater-than|greater-or-equal)$|\0$/;
const ENCODED: Record<string, string> = {
  22: '"',
  27: "'",
  28: '(',
  29: ')',
  20: ' ',
  '2c': ',',
  '5b': '[',
  '5d': ']',
};

/** A text of a filter without percent signs, as it is read in the end. */
export function decoded(text: string): string {
  return text.replaceAll(/%(2[02789c]|5[bd])/gi, (_, code: string) => ENCODED[code.toLowerCase()] ?? '');
}

/** The expressions of a filter that stand in quotes, or are elements of a list that do. */
export function quotedHoles(pieces: readonly Piece[]): QuotedHole[] {
  const holes = pieces.flatMap(piece => (piece.text === undefined ? [piece.node] : []));
  const flat = pieces.map(({ text }) => (text === undefined ? HOLE : decoded(text))).join('');
  const found: QuotedHole[] = [];
  const open: { isComparison: boolean; hasField: boolean }[] = [];
  let quote: string | undefined;
  let index = -1;
  for (let at = 0; at < flat.length; at += 1) {
    const sign = flat[at] ?? '';
    const innermost = open.at(-1);
    if (sign === HOLE) {
      index += 1;
      const expression = holes[index];
      if (!expression || !innermost?.isComparison || !innermost.hasField) continue;
      if (quote !== undefined) found.push({ expression, quote });
      else found.push(...quotedElements(expression));
    } else if (quote !== undefined) {
      if (sign === quote) quote = undefined;
    } else if (sign === '(') {
      const name = flat.slice(Math.max(0, at - 20), at);
      open.push({ isComparison: OPERATOR.test(name), hasField: false });
    } else if (sign === ')') open.pop();
    else if (sign === ',' && innermost) innermost.hasField = true;
    else if ((sign === '"' || sign === "'") && innermost?.isComparison) quote = sign;
  }
  return found;
}

/** `[${ids.map(id => `"${id}"`).join(',')}]`. */
function quotedElements(expression: TSESTree.Expression): QuotedHole[] {
  let at = unwrap(expression);
  const quoted = at.type === 'CallExpression' ? quotedByFunction(at) : [];
  if (quoted.length > 0) return quoted;
  if (at.type === 'CallExpression' && at.callee.type === 'MemberExpression' && isNamed(at.callee, 'join'))
    at = unwrap(at.callee.object);
  if (at.type !== 'CallExpression' || at.callee.type !== 'MemberExpression' || !isNamed(at.callee, 'map')) return [];
  const [callback] = at.arguments;
  return isFunction(callback) ? returnedExpressions(callback).flatMap(quotedAtStart) : [];
}

/** `const quote = text => `"${text}"`; … `equals(name,${quote(name)})`. */
function quotedByFunction(call: TSESTree.CallExpression): QuotedHole[] {
  const frame = moduleOf(call)?.frame;
  const functions = frame ? calledFunctions(call, frame) : [];
  return functions.flatMap(({ callee }) => returnedExpressions(callee.node).flatMap(quotedAtStart));
}

function quotedAtStart(text: TSESTree.Node): QuotedHole[] {
  const [before, hole] = piecesOf(text);
  const [, quote] = /^(["'])$/.exec(before?.text ?? '') ?? [];
  return quote !== undefined && hole && hole.text === undefined ? [{ expression: hole.node, quote }] : [];
}

function isNamed({ property }: TSESTree.MemberExpression, name: string): boolean {
  return property.type === 'Identifier' && property.name === name;
}
