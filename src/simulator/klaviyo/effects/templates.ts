import { Liquid } from 'liquidjs';
import { at, isObject, textAt } from '../../json.ts';
import type { JsonObject } from '../../json.ts';
import { invalid } from '../refusal.ts';
import { missing } from './campaigns.ts';
import type { Effect } from './effect.ts';

/** It has no files to read, and it ends: what a template can cost is limited. */
const LIQUID = new Liquid({ templates: {}, memoryLimit: 10_000_000, parseLimit: 1_000_000, renderLimit: 2_000 });

const RENDERED = ['html', 'text', 'amp'];

/**
 * Renders a template with the context of the request; what the context does not have is nothing. The vendor's templates are Django's,
 * of which variables, conditions, loops and the filters of the same name are Liquid's, too.
 *
 * Source: klaviyo/openapi, `render_template`, revision 2026-07-15; read 2026-11-21.
 */
export const renderTemplate: Effect = ({ account, body }) => {
  const id = textAt(body, 'data', 'id') ?? '';
  if (!account.has('template', id)) return missing('template', id);
  const context = at(body, 'data', 'attributes', 'context');
  const attributes = account.attributesOf('template', id);
  try {
    const shown = Object.fromEntries(
      RENDERED.flatMap(name => rendered(name, attributes, isObject(context) ? context : {})),
    );
    return { id, shown };
  } catch {
    return invalid('The template cannot be rendered.', { pointer: '/data/id' });
  }
};

function rendered(name: string, attributes: JsonObject, context: JsonObject): [string, string][] {
  const text = attributes[name];
  return typeof text === 'string' ? [[name, LIQUID.parseAndRenderSync(asLiquid(text), context) as string]] : [];
}

/** Django writes the argument of a filter without a space, and comments in another way. */
function asLiquid(text: string): string {
  return text.replaceAll(/\{#.*?#\}/g, '');
}

export const cloneTemplate: Effect = ({ account, body }) => {
  const original = textAt(body, 'data', 'id') ?? '';
  if (!account.has('template', original)) return missing('template', original);
  const { created: _, updated: __, ...attributes } = account.attributesOf('template', original);
  const name = textAt(body, 'data', 'attributes', 'name') ?? `Clone of ${String(attributes['name'])}`;
  return { id: account.create('template', { ...attributes, name }) };
};
