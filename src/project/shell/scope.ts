import { unite, UNKNOWN, type Value } from './text.ts';

/** Any number of arguments that are not known. */
export const REST = 'rest';
/** One argument of a command, or an unknown number of them. */
export type Field = Value | typeof REST;

export type Variable = { kind: 'text'; value: Value } | { kind: 'list'; fields: readonly Field[] };

/** The variables of a shell, as far as they are assigned in the file. */
export interface Scope {
  get(name: string): Variable | undefined;
  set(name: string, variable: Variable): void;
  /** The variables of a command that may not be run, or is run by a shell of its own. */
  branch(): Scope;
  /** Takes over what alternatives assign; unless they are all that there are, what was before stays possible. */
  merge(branches: readonly Scope[], options?: { isExhaustive: boolean }): void;
  /** What was assigned here and not before. */
  own: ReadonlyMap<string, Variable>;
}

export function createScope(parent?: Pick<Scope, 'get'>): Scope {
  const own = new Map<string, Variable>();
  const scope: Scope = {
    own,
    get: name => own.get(name) ?? parent?.get(name),
    set: (name, variable) => void own.set(name, variable),
    branch: () => createScope(scope),
    merge(branches, options) {
      for (const name of new Set(branches.flatMap(branch => [...branch.own.keys()]))) {
        const before = scope.get(name);
        const after = branches.map(branch => branch.own.get(name) ?? before);
        own.set(name, either(options?.isExhaustive === true ? after : [before, ...after]));
      }
    },
  };
  return scope;
}

function either(variables: readonly (Variable | undefined)[]): Variable {
  const lists = variables.flatMap(variable => (variable?.kind === 'list' ? [variable.fields] : []));
  const [longest] = lists.toSorted((one, other) => other.length - one.length);
  if (longest) return { kind: 'list', fields: longest.includes(REST) ? longest : [...longest, REST] };
  return {
    kind: 'text',
    value: unite(variables.map(variable => (variable?.kind === 'text' ? variable.value : UNKNOWN))),
  };
}
