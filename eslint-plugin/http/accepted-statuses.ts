import type { TSESTree } from '@typescript-eslint/utils';
import { unwrap } from '../program/node.ts';
import { alternativesOf, constantString, type Mutation, type Value } from '../values/value.ts';
import type { HttpClient } from './client-model.ts';
import { option } from './options.ts';

/** A key that is refused; what responds with this responds with any refusal. */
const REFUSED = 401;

/**
 * Returns whether the options of a request make its client give a response whatever the status, and nothing of the client looks at it.
 * Sources: the documentation of axios, `validateStatus`, and of got and ky, `throwHttpErrors`; read 2026-11-22.
 *
 * @param sources options, outermost first
 */
export function givesAnyStatus({ model, mutations }: HttpClient, sources: readonly Value[]): boolean {
  const { throwing } = model;
  if (throwing === undefined || mutations.some(isResponseInterceptor)) return false;
  if (sources.some(source => option(source, ['hooks']) !== undefined)) return false;
  const setting = sources.map(source => option(source, [throwing])).findLast(value => value !== undefined);
  return setting !== undefined && alternativesOf(setting).every(acceptsRefusal);
}

function isResponseInterceptor({ path, method }: Mutation): boolean {
  return path.includes('response') && method === 'use';
}

/** `() => true`, `status => status < 500`, `null` and `false`. */
function acceptsRefusal(value: Value): boolean {
  if (value.kind === 'nullish') return true;
  if (value.kind !== 'function') return constantString(value) === 'false';
  const { body, params } = value.node;
  const [first] = params;
  const name = first?.type === 'Identifier' ? first.name : undefined;
  return outcomeOf(body.type === 'BlockStatement' ? returnedBy(body) : body, name) === true;
}

function returnedBy({ body }: TSESTree.BlockStatement): TSESTree.Node | undefined {
  const [statement, ...more] = body;
  return more.length === 0 && statement?.type === 'ReturnStatement' ? (statement.argument ?? undefined) : undefined;
}

/** What a condition on the status comes to for a refusal. */
function outcomeOf(node: TSESTree.Node | undefined, status: string | undefined): boolean | undefined {
  const at = node && unwrap(node);
  switch (at?.type) {
    case 'Literal':
      return typeof at.value === 'boolean' ? at.value : undefined;
    case 'LogicalExpression': {
      const outcomes = [outcomeOf(at.left, status), outcomeOf(at.right, status)];
      if (at.operator === '??' || outcomes.includes(undefined)) return undefined;
      return at.operator === '||' ? outcomes.includes(true) : !outcomes.includes(false);
    }
    case 'BinaryExpression': {
      const compare = COMPARISONS[at.operator];
      const { left, right } = at;
      if (!compare || left.type !== 'Identifier' || left.name !== status) return undefined;
      return right.type === 'Literal' && typeof right.value === 'number' ? compare(right.value) : undefined;
    }
    default:
      return undefined;
  }
}

const COMPARISONS: Readonly<Record<string, (limit: number) => boolean>> = {
  '<': limit => REFUSED < limit,
  '<=': limit => REFUSED <= limit,
  '>': limit => REFUSED > limit,
  '>=': limit => REFUSED >= limit,
};
