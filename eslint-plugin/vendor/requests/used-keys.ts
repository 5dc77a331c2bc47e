import type { TSESTree } from '@typescript-eslint/utils';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import type { HttpRequest } from '../../http/request.ts';
import { spelledNames, unwrap } from '../../program/node.ts';
import { createCollector } from '../../values/collector.ts';
import { alternativesOf, type Alternative, type ObjectValue, packageOf, type Value } from '../../values/value.ts';
import { endpointsOf } from './endpoint.ts';

const collector = createCollector<TSESTree.Node>();

/** Collects where what is used as a credential is read, while something runs: each name and property on the way, and the names of variables. */
export const whileCollectingUsedKeys = collector.whileCollecting;

/** Records what a request to the vendor carries. */
export function recordSentKeys(request: HttpRequest, vendor: Vendor): void {
  if (!collector.isCollecting() || endpointsOf(request, vendor).length === 0) return;
  const { headers, password, url, body } = request;
  for (const value of [...headers.entries.values(), password, url, body]) if (value) recordReads(value);
}

/** Records what the SDK, or another package for the vendor, is given. */
export function recordGivenKeys(
  { callee, arguments: given }: TSESTree.CallExpression | TSESTree.NewExpression,
  vendor: Vendor,
  valueOf: (node: TSESTree.Node) => Value,
): void {
  if (!collector.isCollecting() || given.length === 0) return;
  const isOfVendor =
    vendor.keys.secretArgument(spelledNames(callee).at(-1) ?? '', () => undefined) !== undefined ||
    alternativesOf(valueOf(callee)).some(option => vendor.mentions(packageOf(option) ?? ''));
  if (!isOfVendor) return;
  for (const argument of given) {
    if (argument.type === 'SpreadElement') continue;
    recordReads(valueOf(argument));
    // Of what a framework gives, the value does not tell where it is read.
    collector.record(() => readIn(argument));
  }
}

/** Where an argument is read, before a fallback. */
function readIn(argument: TSESTree.Node): TSESTree.Node {
  const node = unwrap(argument);
  return node.type === 'LogicalExpression' ? readIn(node.left) : node;
}

/** Records what an object of the SDK was made with, where a method of it is called. */
export function recordKeysOf(object: Value): void {
  if (collector.isCollecting()) recordReads(object);
}

const MOST_VALUES = 500;

function recordReads(value: Value): void {
  const seen = new Set<Alternative>();
  const pending: Value[] = [value];
  for (let next = pending.pop(); next && seen.size < MOST_VALUES; next = pending.pop())
    for (const option of alternativesOf(next)) {
      if (seen.has(option)) continue;
      seen.add(option);
      pending.push(...partsOf(option));
    }
}

/** What a value is made of; where it is read itself is recorded. */
function partsOf(option: Alternative): readonly Value[] {
  switch (option.kind) {
    case 'unknown':
    case 'external':
      for (const node of option.reads ?? []) collector.record(() => node);
      return [];
    case 'text':
      return option.parts.flatMap(part => {
        if ('text' in part) collector.record(() => part.node);
        else if (part.of) return [part.of];
        return [];
      });
    case 'externalCall':
      return [option.callee, ...option.args];
    case 'externalMember':
      return [option.object];
    case 'array':
      return option.elements.map(element => element());
    case 'object':
      return propertiesOf(option);
    default:
      return [];
  }
}

function propertiesOf({ properties }: ObjectValue): Value[] {
  return [...properties.values()].map(read => read());
}
