import type { TSESTree } from '@typescript-eslint/utils';
import { remembered } from '../../src/vendors/spelled-name.ts';
import { hasComputedNames } from './computed-names.ts';
import { type Module, variableOf } from './module.ts';
import { staticName, unwrap } from './node.ts';

/**
 * Decides by the name whether a call may call a function of its own module, where no other module can be seen: what is no variable of
 * the module, and nowhere in it the name of anything but of a member that is read, is none of its functions.
 */
export function mayCallOwn({ callee }: TSESTree.CallExpression | TSESTree.NewExpression, module: Module): boolean {
  const at = unwrap(callee);
  if (at.type === 'Identifier') return variableOf(at)?.defs.some(({ type }) => type !== 'ImportBinding') === true;
  const name = at.type === 'MemberExpression' ? staticName(at) : undefined;
  return name === undefined || CALLING.has(name) || mayDeclare(module, name);
}

/** Members of every function that call it. */
const CALLING = new Set(['call', 'apply']);

const known = new WeakMap<Module, Map<string, boolean>>();

function mayDeclare(module: Module, name: string): boolean {
  const ofModule = known.get(module) ?? new Map<string, boolean>();
  known.set(module, ofModule);
  const before = ofModule.get(name) ?? (hasComputedNames(module) || !isOnlyRead(name, module.text));
  ofModule.set(name, before);
  return before;
}

/** Asked for each name of a file. */
const holdsEscapes = remembered(text => /\\[ux]/.test(text));
const ASSIGNED = /\s*(?:=(?![=>])|[+?|&]{1,2}=)/y;

/** Whether a name stands in a text only behind a dot and is never assigned. */
function isOnlyRead(name: string, text: string): boolean {
  if (holdsEscapes(text)) return false;
  for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + 1)) {
    const end = start + name.length;
    if (isPartOfName(text[start - 1]) || isPartOfName(text[end])) continue;
    // A part of a path or a media type, such as that of 'application/json', declares nothing.
    if (text[start - 1] === '/' && isPartOfName(text[start - 2])) continue;
    ASSIGNED.lastIndex = end;
    if (text[start - 1] !== '.' || ASSIGNED.test(text)) return false;
  }
  return true;
}

function isPartOfName(character: string | undefined): boolean {
  return character !== undefined && /[\w$\u0080-\uffff]/.test(character);
}
