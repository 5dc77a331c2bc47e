import type { TSESTree } from '@typescript-eslint/utils';
import type { HttpRequest } from '../http/request.ts';
import { evaluate } from '../evaluator/evaluate.ts';
import type { Module } from '../program/module.ts';
import { everyEffect, ownEffects } from '../call-graph/effects.ts';
import { revisionInHeaderObject } from './revision-header.ts';
import { revisionInDefaultHeaders } from './sdk-default-headers.ts';
import { isTestFile } from '../program/test-file.ts';
import { knownText, textsOf, type Value } from '../values/value.ts';
import { visit } from '../program/visit.ts';
import { requests, endpointsOf } from './queries.ts';

/** A literal that is sent as the revision of a request to Klaviyo. */
export interface SentRevision {
  node: TSESTree.Node;
  text: string;
  /** The text is put together of several, of which the literal is one. */
  isAssembled?: true;
  /** It stands in the default headers of the SDK, where the session's own revision comes after it from release 9 on. */
  isSdkDefault?: true;
}

const known = new WeakMap<Module, SentRevision[]>();

/** The literals that the requests and the header objects of a module send as their revision, in whatever file they stand. */
export function sentRevisions(module: Module): SentRevision[] {
  const before = known.get(module);
  if (before) return before;
  const values: Value[] = [];
  const sdkDefaults: Value[] = [];
  // What a test expects or replays has the shape of headers, and is never sent; what it passes to wrappers is sample data.
  const isTest = isTestFile(module.path);
  const effects = isTest ? ownEffects<HttpRequest> : everyEffect<HttpRequest>;
  visit(module.ast, node => {
    if (node.type === 'CallExpression') values.push(...effects(node, requests).flatMap(revisionOf));
    sdkDefaults.push(...revisionInDefaultHeaders(node, module.frame));
    if (node.type === 'ObjectExpression' && !isTest)
      values.push(...revisionInHeaderObject(node, expression => evaluate(expression, module.frame)));
  });
  const defaults = sdkDefaults.flatMap(writtenTexts).map((sent): SentRevision => ({ ...sent, isSdkDefault: true }));
  const sent = [...values.flatMap(writtenTexts), ...defaults];
  known.set(module, sent);
  return sent;
}

function revisionOf(request: HttpRequest): Value[] {
  const revision = request.headers.entries.get('revision');
  // What v1 and v2 answer depends on no revision.
  return revision && endpointsOf(request).some(({ audience }) => audience !== 'legacy') ? [revision] : [];
}

/** The literals that are a whole value by themselves, and one of each date that is put together of nothing but known texts. */
function writtenTexts(value: Value): SentRevision[] {
  return textsOf(value).flatMap((text): SentRevision[] => {
    const [part, ...more] = text.parts;
    if (part && 'text' in part && more.length === 0) return [{ node: part.node, text: part.text }];
    const date = knownText(text);
    const node = text.parts.flatMap(each => ('node' in each ? [each.node] : [])).find(isPiece);
    return node && date !== undefined && DATE.test(date) ? [{ node, text: date, isAssembled: true }] : [];
  });
}

const DATE = /^\d{4}-\d{2}-\d{2}(?:\.|$)/;

function isPiece({ type, parent }: TSESTree.Node): boolean {
  const isOfSum = parent?.type === 'BinaryExpression' && parent.operator === '+';
  return type === 'TemplateElement' || type === 'CallExpression' || isOfSum || parent?.type === 'ArrayExpression';
}
