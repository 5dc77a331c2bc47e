import type { TSESTree } from '@typescript-eslint/utils';
import type { Location, RelatedLocation } from '../../model/finding.ts';
import type { Skipped } from '../../model/report.ts';
import { locationOf } from '../addresses/location.ts';
import { moduleName, type SourceFile } from './prefilter.ts';

type Engine = typeof import('./eslint-linter.ts');

/** What the analysis says of one file besides the messages of its rules. */
export interface Observed {
  /** The places that were not followed to their end, in whatever file. */
  incomplete: Skipped[];
  /** The calls from a finding to the request that it is about, where functions lie between. */
  wayAt(finding: Location): { related?: RelatedLocation[] };
  /** The paths of other files in which something stands that this one sends. */
  sentFrom: ReadonlySet<string>;
  /** Where the addresses are written, in whatever file, that requests go to. */
  sent: Location[];
  /** Where is read, in whatever file, what requests carry. */
  used: Location[];
}

export interface Observer {
  during<Result>(source: SourceFile, lint: () => Result): Result;
  /** What was observed since the last time. */
  take(): Observed;
}

/** Observes the analysis while rules run. */
export function createObserver(engine: Engine): Observer {
  let incomplete = new Map<string, Skipped>();
  let ways = new Map<string, RelatedLocation[]>();
  let sentFrom = new Set<string>();
  let sent: Location[] = [];
  let used: Location[] = [];
  return {
    during(source, lint) {
      const pathOf = (node: TSESTree.Node): string | undefined => {
        const path = engine.moduleOf(node)?.path;
        return path === moduleName(source) ? source.path : path;
      };
      const whileReporting = (): ReturnType<typeof lint> =>
        engine.whileReporting(({ reason, node }) => {
          const path = (node && pathOf(node)) ?? source.path;
          const sentence = node ? `line ${node.loc.start.line}: ${reason}` : reason;
          incomplete.set(`${path} ${sentence}`, { id: 'call', path, reason: sentence });
        }, lint);
      const whileCollectingOrigins = (): ReturnType<typeof lint> =>
        engine.whileCollectingOrigins(path => sentFrom.add(path), whileReporting);
      const whileCollectingAddresses = (): ReturnType<typeof lint> =>
        engine.whileCollectingAddresses(
          node => sent.push(locationOf(node, pathOf(node) ?? source.path)),
          whileCollectingOrigins,
        );
      const whileCollectingUsedKeys = (): ReturnType<typeof lint> =>
        engine.whileCollectingUsedKeys(
          node => used.push(locationOf(node, pathOf(node) ?? source.path)),
          whileCollectingAddresses,
        );
      return engine.whileCollectingWays(({ call, steps }) => {
        if (pathOf(call) === source.path)
          ways.set(keyOf(call.loc.start.line, call.loc.start.column + 1), toRelated(steps, pathOf));
      }, whileCollectingUsedKeys);
    },
    take() {
      const found = ways;
      const observed: Observed = {
        incomplete: [...incomplete.values()],
        wayAt({ line, column }) {
          const related = found.get(keyOf(line, column)) ?? [];
          return related.length > 0 ? { related } : {};
        },
        sentFrom,
        sent,
        used,
      };
      incomplete = new Map();
      ways = new Map();
      sentFrom = new Set();
      sent = [];
      used = [];
      return observed;
    },
  };
}

function keyOf(line: number, column: number): string {
  return `${line}:${column}`;
}

/** Of a long way, how many calls are listed: the first ones, and the one that sends. */
const MOST_STEPS = 10;

function toRelated(
  steps: readonly TSESTree.CallExpression[],
  pathOf: (node: TSESTree.Node) => string | undefined,
): RelatedLocation[] {
  const listed = steps.length > MOST_STEPS ? [...steps.slice(0, MOST_STEPS - 1), ...steps.slice(-1)] : steps;
  return listed.flatMap((step, index) => {
    const path = pathOf(step);
    const left = index === MOST_STEPS - 2 ? steps.length - listed.length : 0;
    const onwards = left > 0 ? `The call goes on here, and through ${left} more.` : 'The call goes on here.';
    const message = index === listed.length - 1 ? 'The request is sent here.' : onwards;
    return path === undefined ? [] : [{ path, line: step.loc.start.line, message, isStep: true as const }];
  });
}
