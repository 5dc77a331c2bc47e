import { posix } from 'node:path';
import type { CustomerioSettings } from '../../preflight/customerio/settings.ts';
import type { ThresholdName } from '../../model/thresholds.ts';
import type { FailOn } from '../../model/verdict.ts';
import { type ConfigurationTree, filesFor } from './merge-configuration.ts';

type SetThresholds = Partial<Record<ThresholdName, number>>;

/** What a configuration sets for a run as a whole; options of the command line and inputs of the Action win over it. */
export interface RunSettings {
  failOn?: FailOn;
  /** The baseline, relative to the checked folder; it may begin with `../`. False for none. */
  baseline?: string | false;
  /** Items of the checklist: ids, and beginnings with a star. */
  requiredItems?: readonly string[];
  /** Numbers of the checklist; what is nearer wins, each by itself. */
  thresholds?: SetThresholds;
  /** What the preflight of Customer.io expects, and numbers of its checklist; what is nearer wins, each by itself. */
  customerio?: CustomerioSettings;
}

/** What the checked folder and those above it set for the run. */
export function runSettings(tree: ConfigurationTree): RunSettings {
  const files = filesFor(tree, '');
  const settings = files.map(({ settings: own, folder }) => ({
    ...(own.failOn && { failOn: own.failOn }),
    ...(own.requiredItems && { requiredItems: own.requiredItems }),
    ...(own.baseline !== undefined && {
      baseline: own.baseline && posix.relative(`/${tree.prefix}`, `/${folder}${own.baseline}`),
    }),
  }));
  const thresholds = Object.assign({}, ...files.map(({ settings: own }) => own.thresholds)) as SetThresholds;
  const customerio = customerioSettings(files.flatMap(({ settings: own }) => own.customerio ?? []));
  return Object.assign(
    {},
    ...settings,
    Object.keys(thresholds).length > 0 && { thresholds },
    Object.keys(customerio).length > 0 && { customerio },
  ) as RunSettings;
}

/** @param set by each file, the nearest last */
function customerioSettings(set: readonly CustomerioSettings[]): CustomerioSettings {
  const thresholds = Object.assign({}, ...set.map(own => own.thresholds)) as CustomerioSettings['thresholds'] & object;
  return Object.assign({}, ...set, Object.keys(thresholds).length > 0 && { thresholds }) as CustomerioSettings;
}
