import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from '@typescript-eslint/parser';
import { describe, expect, test } from 'vitest';

const REPOSITORY = path.dirname(import.meta.dirname);

/** The rooms that are given a vendor and know none: the engine, the reports, and the machinery of checks, preflight and checklist. */
const ROOMS =
  /^(?:eslint-plugin\/(?:values|program|edits|evaluator|call-graph|http|vendor)\/.+|src\/(?:model|reporters|vendor-checks|(?:preflight\/(?:client|mail)|checklist\/(?:alerts|evidence)))\/.+|src\/(?:preflight|checklist)\/[^/]+|src\/rollout\/\w+-[^/]+)\.ts$/;

/** Files that name a vendor all the same, with the reason. Whoever adds one here has looked for a place behind the contract first. */
const JUSTIFIED: Readonly<Record<string, string>> = {
  'src/checklist/groups.ts': 'the list of all groups',
  'src/checklist/item-ids.ts': 'the ids of all items, without the items',
  'src/checklist/items.ts': 'the list of all items',
  'src/checklist/vendors.ts': 'the list of all checklists',
  'src/model/ledger.ts': 'a text of reports, which does not change',
  'src/model/thresholds.ts': 'a text of the configuration, which says where a number comes from',
  'src/preflight/run-preflight.ts': 'the list of all preflights',
  'src/reporters/sarif/descriptor.ts': 'the rules by their ids, and a tag that alerts have had from the beginning',
  'src/reporters/upgrade-markdown.ts': 'an upgrade is one of klaviyo-api',
  'src/reporters/upgrade-text.ts': 'an upgrade is one of klaviyo-api',
  'src/rollout/rollout-plan.ts': 'the list of all rollouts',
};

const FOLDERS = /^(?:\.{1,2}\/)+(?:.*\/)?(?:klaviyo|customerio)\//;
const SDKS = /^(?:klaviyo-api|customerio-node)(?:\/|$)/;
const VENDOR = /klaviyo|customer[._-]?io|\bcio\b/i;
const PRODUCT = /klaviyo[-_]?lint/gi;

/** What of a source names a vendor, comments aside: an import from a vendor's folder, or a name in a literal or an identifier. */
function vendorNames(code: string): string[] {
  const { tokens } = parse(code, { tokens: true, range: true });
  return tokens
    .map(({ value }) => value)
    .filter(value => VENDOR.test(value.replaceAll(PRODUCT, '')) || isVendorImport(value.slice(1, -1)));
}

function isVendorImport(specifier: string): boolean {
  return FOLDERS.test(specifier) || SDKS.test(specifier);
}

const files = ['eslint-plugin', 'src'].flatMap(folder =>
  readdirSync(path.join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' })
    .map(file => path.join(folder, file).split(path.sep).join('/'))
    .filter(file => ROOMS.test(file)),
);
const naming = files.filter(file => vendorNames(readFileSync(path.join(REPOSITORY, file), 'utf8')).length > 0);

describe('a name of a vendor', () => {
  test.each([
    ["import { keys } from '../vendors/klaviyo/keys.ts';", ["'../vendors/klaviyo/keys.ts'"]],
    ["import { TrackClient } from 'customerio-node';", ["'customerio-node'"]],
    ["const host = 'track.customer.io';", ["'track.customer.io'"]],
    ['const name = /Klaviyo-Signature/i;', ['/Klaviyo-Signature/i']],
    ['const text = `Ask ${who}, not Customer.io.`;', ['}, not Customer.io.`']],
    ['const isKlaviyo = true;', ['isKlaviyo']],
    ['const id = { customerio: 1 };', ['customerio']],
  ])('is seen in %s', (code, names) => {
    expect(vendorNames(code)).toEqual(names);
  });

  test.each([
    "import { SDKS } from '../vendors/sdks.ts';",
    "const file = '.klaviyo-lint/attestations.yml';",
    'const variable = environment.KLAVIYO_LINT_API_URL;',
    "/** Such as Klaviyo's `klaviyo-api`. */\nconst name = vendor.name; // customer.io",
    "const word = 'precious';",
  ])('is not what stands in %s', code => {
    expect(vendorNames(code)).toEqual([]);
  });
});

test('the rooms have files', () => {
  expect(files.length).toBeGreaterThan(300);
});

test('no neutral room names a vendor, but for what is justified', () => {
  expect(naming.sort()).toEqual(Object.keys(JUSTIFIED).sort());
});
