import type { TSESTree } from '@typescript-eslint/utils';
import type { Frame } from '../values/frame.ts';
import {
  type ArrayValue,
  concatenate,
  constantString,
  lazy,
  NULLISH,
  type Lazy,
  textFrom,
  UNKNOWN,
  type Value,
} from '../values/value.ts';
import { valueOfReturn } from './calls.ts';
import { valueOfReduction } from './composition.ts';
import { elementOf } from './evaluate.ts';
import { textOfLanguage } from './text-methods.ts';

/** A call of a method. */
interface MethodCall {
  name: string;
  args: readonly Value[];
  node: TSESTree.CallExpression;
}

/** What a method of a list returns; undefined for one that is not known here. */
export function arrayMethod(array: ArrayValue, { name, args, node }: MethodCall, frame: Frame): Value | undefined {
  const [first, ...more] = args;
  switch (name) {
    case 'join':
      return array.open ? UNKNOWN : joined(array, first, node);
    case 'filter':
    case 'sort':
    case 'toSorted':
    case 'flat':
      return array;
    case 'slice':
      return sliceOf(array, args);
    case 'reverse':
    case 'toReversed':
      return { ...array, elements: array.elements.toReversed() };
    case 'concat':
      return {
        kind: 'array',
        elements: [...array.elements, ...(first?.kind === 'array' ? first.elements : [])],
        open: first?.kind !== 'array',
      };
    case 'map':
    case 'flatMap':
      return mapped(array, first, node, frame);
    case 'reduce':
    case 'reduceRight': {
      const elements = name === 'reduce' ? array.elements : array.elements.toReversed();
      return first?.kind === 'function' ? valueOfReduction({ ...array, elements }, first, more, node) : undefined;
    }
    case 'at':
      return elementAt(array, first);
    case 'find':
    case 'pop':
    case 'shift':
      return elementOf(array);
    default:
      return undefined;
  }
}

/** What the elements of a list become by a function of the checked code, or by one of the language. */
function mapped(array: ArrayValue, callback: Value | undefined, node: TSESTree.Node, frame: Frame): Value {
  const map =
    callback?.kind === 'function'
      ? (element: Value, index: Value): Value => valueOfReturn(callback, [element, index, array], frame)
      : callback?.kind === 'external' && callback.module === undefined
        ? (element: Value): Value => textOfLanguage(callback.path.join('.'), [element], node) ?? UNKNOWN
        : undefined;
  if (!map) return UNKNOWN;
  return { ...array, elements: array.elements.map(element => lazy(() => map(element(), UNKNOWN))) };
}

/** A part of a list, as far as its ends are known; else all of it stands for what may be in it. */
function sliceOf(array: ArrayValue, args: readonly Value[]): ArrayValue {
  const ends = args.map(argument => Number(constantString(argument)));
  return array.open || !ends.every(Number.isInteger) ? array : { ...array, elements: array.elements.slice(...ends) };
}

function elementAt(array: ArrayValue, index: Value | undefined): Value {
  const known = index ? Number(constantString(index)) : 0;
  return array.open || !Number.isInteger(known) ? elementOf(array) : (array.elements.at(known)?.() ?? NULLISH);
}

function joined(array: ArrayValue, separator: Value | undefined, node: TSESTree.Node): Value {
  const between = separator ?? textFrom(',', node);
  const pieces = array.elements.flatMap((element: Lazy, index) => (index === 0 ? [element()] : [between, element()]));
  return concatenate(pieces);
}
