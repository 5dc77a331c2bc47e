import { vendorDate } from '../created-attributes.ts';
import { attributesOf, itemsOf } from '../effects/effect.ts';
import type { Change, Effect, Write } from '../effects/effect.ts';
import { readFilter } from '../filter.ts';
import { problemOfFilter } from '../filter-problems.ts';
import { at, textAt } from '../../json.ts';
import { isMatch } from '../match.ts';
import { invalid } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { rangeOf, stepsIn } from './time-steps.ts';
import type { Range } from './time-steps.ts';

/** What a report is about, with the values that it is grouped and filtered by. */
export interface Subject {
  groupings: Readonly<Record<string, string | readonly string[]>>;
  /** The value of a statistic between two moments. */
  measure: (statistic: string, range: Range) => number;
}

/** A report of the reporting API. */
export interface Report {
  /** What it is grouped by where the request does not say it; each has to be there where `needed` names it. */
  usual: readonly string[];
  needed: readonly string[];
  /** The operators of each field that it can be filtered by. */
  filters: ReadonlyMap<string, readonly string[]>;
  /** Everything that there is something to tell of in a range of time, by the names that it is to be grouped by. */
  subjects: (write: Write, range: Range, names: readonly string[]) => Subject[];
  /** Resources that the answer is linked with: their type, and the grouping with their id. */
  links: readonly (readonly [type: string, grouping: string])[];
}

const ONE_OF = ['equals', 'contains-any', 'any'];
export const oneOf = (...names: string[]): [string, readonly string[]][] => names.map(name => [name, ONE_OF]);

/** The report of single values, or of a series of them where the request names an interval. */
export function reportEffect(report: Report): Effect {
  return write => {
    const asked = attributesOf(at(write.body, 'data'));
    const range = rangeOf(asked['timeframe'], write.now);
    if (range === undefined)
      return invalid('A time frame is one of the known keys, or a start and a later end within a year.', {
        pointer: '/data/attributes/timeframe',
      });
    const names = asked['group_by'] === undefined ? report.usual : itemsOf(asked['group_by']).map(String);
    const problem = problemOfGroups(names, report) ?? problemOfFilterText(textAt(asked, 'filter'), report);
    if (problem !== undefined) return problem;
    return tell(write, report, { range, names, asked });
  };
}

interface Asked {
  range: Range;
  names: readonly string[];
  asked: Record<string, unknown>;
}

function tell(write: Write, report: Report, { range, names, asked }: Asked): Change {
  const filter = readFilter(textAt(asked, 'filter') ?? '');
  const subjects = report
    .subjects(write, range, names)
    .filter(({ groupings }) => filter === undefined || isMatch(filter, field => [groupings[field] ?? []].flat()));
  const interval = textAt(asked, 'interval');
  const steps = interval === undefined ? undefined : stepsIn(range, interval);
  const statistics = itemsOf(asked['statistics']).map(String);
  const ranges = steps?.map((start, place) => ({ start, end: steps[place + 1] ?? range.end }));
  const results = subjects.map(({ groupings, measure }) => ({
    groupings: Object.fromEntries(names.map(name => [name, groupings[name] ?? ''])),
    statistics: Object.fromEntries(
      statistics.map(name => [name, ranges ? ranges.map(each => measure(name, each)) : measure(name, range)]),
    ),
  }));
  const id = write.account.create(write.type, {});
  for (const [type, grouping] of report.links)
    for (const { groupings } of results)
      if (groupings[grouping]) write.account.link({ type: write.type, id }, { type, id: String(groupings[grouping]) });
  return { id, shown: { results, ...(steps && { date_times: steps.map(vendorDate) }) } };
}

function problemOfGroups(names: readonly string[], { needed }: Report): Refusal | undefined {
  if (needed.every(name => names.includes(name))) return undefined;
  return invalid(`Needed to group by: ${needed.join(', ')}.`, { pointer: '/data/attributes/group_by' });
}

function problemOfFilterText(text: string | undefined, { filters }: Report): Refusal | undefined {
  const problem = text === undefined ? undefined : problemOfFilter(text, filters, () => undefined);
  return problem === undefined ? undefined : invalid(problem, { pointer: '/data/attributes/filter' });
}
