import { type Node, parseTree, type ParseError } from 'jsonc-parser';
import type { CustomerioSettings } from '../../preflight/customerio/settings.ts';
import type { ThresholdName } from '../../model/thresholds.ts';
import type { FailOn } from '../../model/verdict.ts';
import { isBounded } from '../discovery/ignore-patterns.ts';
import type { Preset, RuleLevel, RuleSetting, RuleSettings } from '../discovery/rule-settings.ts';
import { entriesOf } from '../manifests/json-tree.ts';
import { faultsIn, shownName } from './faults.ts';
import validate, { IDS } from './generated/validate.mjs';
import { describeProblem, type Fault, type Problem } from './problem.ts';

/** What one `klaviyo-lint.json` says. */
export interface OwnSettings {
  /** Those in the folders above do not count. */
  isRoot: boolean;
  /** Patterns as in a `.gitignore`, relative to its folder. */
  ignore: readonly string[];
  preset?: Preset;
  /** By the ids that reports print. */
  rules: RuleSettings;
  /** The files of each layer, relative to its folder. */
  layers?: Layers;
  failOn?: FailOn;
  /** Relative to its folder. */
  baseline?: string | false;
  /** Items of the checklist: ids, and beginnings with a star. */
  requiredItems?: readonly string[];
  /** Numbers of the checklist. */
  thresholds?: Partial<Record<ThresholdName, number>>;
  customerio?: CustomerioSettings;
}

export type Layers = Readonly<Record<string, readonly string[]>>;

/** The file as its schema has it. */
interface Written {
  root?: boolean;
  ignore?: string[];
  preset?: Preset;
  rules?: Record<string, WrittenSetting>;
  layers?: Record<string, string[]>;
  failOn?: FailOn;
  baseline?: string | false;
  checklist?: { require?: string[] };
  thresholds?: Partial<Record<ThresholdName, number>>;
  customerio?: CustomerioSettings;
}

type WrittenLevel = RuleLevel | 0 | 1 | 2;
type Options = Record<string, unknown>;
type WrittenSetting = WrittenLevel | Options | [WrittenLevel, Options?];

/**
 * Reads a configuration: JSON, in which comments and trailing commas are allowed.
 *
 * @param path of the file, for messages
 * @returns what it says, or all that is wrong with it
 */
export function parseConfiguration(path: string, text: string): OwnSettings | Problem[] {
  const read = readValue(text);
  const faults = 'faults' in read ? read.faults : faultsOf(read);
  if ('faults' in read || faults.length > 0) return faults.map(fault => describeProblem({ path, text }, fault));
  return settingsIn(read.value as Written);
}

interface Read {
  tree: Node;
  value: unknown;
}

function readValue(text: string): Read | { faults: Fault[] } {
  const errors: ParseError[] = [];
  try {
    const tree = parseTree(text, errors, { allowTrailingComma: true });
    const [error] = errors;
    if (tree === undefined || error !== undefined) {
      const { offset, length } = error ?? { offset: 0, length: 0 };
      const message = 'This is not valid JSON. Correct it; comments and trailing commas are allowed.';
      return { faults: [{ start: offset, end: offset + length, message }] };
    }
    return { tree, value: valueOf(tree) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      faults: [{ start: 0, end: 1, message: 'This is nested too deeply. Write the settings that are documented.' }],
    };
  }
}

/** Whatever a name is, `__proto__` too, it becomes a property of the object itself. */
function valueOf(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(valueOf);
  if (node.type !== 'object') return node.value as unknown;
  return Object.fromEntries(entriesOf(node).map(([name, { value }]) => [name, valueOf(value)]));
}

function faultsOf({ tree, value }: Read): Fault[] {
  const ofSchema = validate(value) ? [] : faultsIn(tree, validate.errors ?? []);
  return [...ofSchema, ...repeatedNames(tree), ...unboundedPatterns(tree)].sort((a, b) => a.start - b.start);
}

/** A name that is given twice in one object, also a rule by both of its ids. */
function repeatedNames(node: Node): Fault[] {
  const known = new Set<string>();
  const own = entriesOf(node).flatMap(([name, { start, end }]): Fault[] => {
    const id = node.parent?.children?.[0]?.value === 'rules' ? printedId(name) : name;
    if (!known.has(id)) {
      known.add(id);
      return [];
    }
    return [{ start, end, message: `'${shownName(name)}' is set here for the second time. Leave one out.` }];
  });
  return [...own, ...(node.children ?? []).flatMap(repeatedNames)];
}

function unboundedPatterns(tree: Node): Fault[] {
  const ignore = entriesOf(tree).find(([name]) => name === 'ignore')?.[1].value;
  const patterns = ignore?.type === 'array' ? (ignore.children ?? []) : [];
  return patterns
    .filter(({ type, value }) => type === 'string' && value !== '' && !isBounded(String(value)))
    .map(({ offset, length }) => ({
      start: offset,
      end: offset + length,
      message: 'This pattern cannot be matched in a reasonable time. Write a simpler one.',
    }));
}

function settingsIn({ root = false, ignore = [], preset, rules = {}, checklist, ...rest }: Written): OwnSettings {
  const { layers, failOn, baseline, thresholds, customerio } = rest;
  return {
    isRoot: root,
    ignore,
    rules: Object.fromEntries(Object.entries(rules).map(([id, setting]) => [printedId(id), settingOf(setting)])),
    ...(preset && { preset }),
    ...(layers && { layers }),
    ...(failOn && { failOn }),
    ...(baseline !== undefined && { baseline }),
    ...(checklist?.require && { requiredItems: checklist.require }),
    ...(thresholds && { thresholds }),
    ...(customerio && { customerio }),
  };
}

function printedId(id: string): string {
  return IDS.find(printed => printed === id || printed.endsWith(`/${id}`)) ?? id;
}

const LEVELS = ['off', 'warn', 'error'] as const;

function settingOf(written: WrittenSetting): RuleSetting {
  if (Array.isArray(written)) {
    const [level, options] = written;
    return { ...settingOf(level), ...(options && { options }) };
  }
  if (typeof written === 'object') return { options: written };
  return { level: typeof written === 'number' ? LEVELS[written] : written };
}
