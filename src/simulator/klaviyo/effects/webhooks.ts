import { at, textAt } from '../../json.ts';
import { invalid } from '../refusal.ts';
import { isLoopback } from '../../loopback.ts';
import type { Effect } from './effect.ts';
import { createResource } from './plain.ts';

const SHORTEST_SECRET = 16;

/** Registers a webhook. Source of the rules: the vendor's page on system webhooks; read 2026-11-20. */
export const createWebhook: Effect = ({ account, body, type }) => {
  const url = textAt(body, 'data', 'attributes', 'endpoint_url') ?? '';
  const pointer = '/data/attributes';
  if (!URL.canParse(url) || (new URL(url).protocol !== 'https:' && !isLoopback(new URL(url).hostname)))
    return invalid('The endpoint of a webhook needs https.', { pointer: `${pointer}/endpoint_url` });
  if ((textAt(body, 'data', 'attributes', 'secret_key') ?? '').length < SHORTEST_SECRET)
    return invalid(`The secret has at least ${SHORTEST_SECRET} characters.`, { pointer: `${pointer}/secret_key` });
  return { id: createResource(account, type, at(body, 'data')) };
};
