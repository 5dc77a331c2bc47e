import { allOperations, operationsForPath } from '../../vendors/klaviyo/operations.ts';
import type { Operation } from '../../vendors/klaviyo/operations.ts';
import type { Answer, SimulatedRequest } from '../exchange.ts';
import type { FaultVocabulary } from '../faults.ts';
import { answer } from './answer.ts';
import { refused } from './refusal.ts';

const CODES: Readonly<Record<number, string>> = {
  400: 'invalid',
  401: 'not_authenticated',
  403: 'permission_denied',
  404: 'not_found',
  409: 'conflict',
  429: 'throttled',
};

/** How Klaviyo's operations are named in an order for a fault, and how it words a failure. */
export const FAULT_VOCABULARY: FaultVocabulary = {
  namesOf: namesOfRequest,
  isName,
  examples: 'POST /api/profiles, createProfile',
  failed,
};

function namesOfRequest({ method, url }: SimulatedRequest): readonly string[] {
  const operation = operationsForPath(url.replace(/[?#][^]*/, '')).find(({ verb }) => verb === method);
  return operation === undefined ? [] : namesOf(operation);
}

function failed(_request: SimulatedRequest, status: number, retryAfter: number | undefined): Answer {
  if (status < 400) return answer(status, '');
  const detail = 'This failure was ordered.';
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return refused({ status, code: CODES[status] ?? 'error', title: detail, detail, headers }, 'fault', status);
}

function isName(name: string): boolean {
  const [verb = '', path] = name.split(' ');
  if (path !== undefined) return operationsForPath(path).some(operation => operation.verb === verb);
  return allNames().has(name);
}

let names: ReadonlySet<string> | undefined;

function allNames(): ReadonlySet<string> {
  return (names ??= new Set(allOperations().flatMap(namesOf)));
}

function namesOf({ verb, path, sdk }: Operation): string[] {
  return [
    `${verb} ${path}`,
    ...(sdk === undefined ? [] : [sdk.method, ...sdk.aliases, `${sdk.apiClass}.${sdk.method}`]),
  ];
}
