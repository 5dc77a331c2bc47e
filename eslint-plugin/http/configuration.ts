import { ESCAPED } from '../evaluator/mutations.ts';
import { alternativesOf, UNKNOWN, type Value } from '../values/value.ts';
import type { HttpClient } from './client-model.ts';
import { type HeaderSet, mergeHeaders, noHeaders, readHeaders } from './headers.ts';

/** The configurations that the calls of a client start from, later ones over earlier ones. */
export function configurationsOf(client: HttpClient): Value[] {
  const isPrepared = client.mutations.some(({ method }) => method === ESCAPED);
  const { defaults, model } = client;
  return [...defaults, ...(model.configurations?.(client) ?? []), ...(isPrepared ? [UNKNOWN] : [])];
}

/** The headers that one configuration names. */
export function headersIn(source: Value): HeaderSet {
  const [first, ...rest] = alternativesOf(source).map(headersInChoice);
  return rest.reduce(
    (one, other) => ({
      entries: new Map([...one.entries, ...other.entries]),
      open: one.open || other.open,
      origins: [...(one.origins ?? []), ...(other.origins ?? [])],
    }),
    first ?? noHeaders(),
  );
}

function headersInChoice(choice: Value): HeaderSet {
  if (choice.kind === 'nullish' || choice.kind === 'text' || choice.kind === 'function') return noHeaders();
  if (choice.kind !== 'object') return { entries: new Map(), open: true };
  const headers = choice.properties.get('headers');
  const set = readHeaders(headers?.());
  // axios keeps defaults for each verb beside `common`.
  const common = set.entries.get('common');
  const merged = common ? mergeHeaders(set, readHeaders(common)) : set;
  return !headers && choice.open ? { ...merged, open: true } : merged;
}
