import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { rules } from '../../../eslint-plugin/rules/index.ts';
import { rules as customerioRules } from '../../../eslint-plugin-customerio/rules/index.ts';
import { checks } from '../../../src/checks/index.ts';
import { parseConfiguration } from '../../../src/project/configuration/parse-configuration.ts';
import { REPOSITORY } from '../../support/repository.ts';

const read = (file: string): string => readFileSync(path.join(REPOSITORY, file), 'utf8');
const SCHEMA = JSON.parse(read('docs/schema/configuration.schema.json'));
const PAGE = read('docs/configuration.md');

/** Compiled from the published schema, by the library. */
const validate = new Ajv({ allErrors: true, strictTuples: false }).compile(SCHEMA);

const isPublished = (text: string): boolean => validate(parse(text));
const isAccepted = (text: string): boolean => !Array.isArray(parseConfiguration('klaviyo-lint.json', text));

interface Example {
  file: string;
  text: string;
}

function examplesIn(file: string): Example[] {
  const blocks = read(file).matchAll(/^```jsonc?(?: \S*klaviyo-lint\.json)\n(.*?)^```/gms);
  return [...blocks].map(([, text = '']) => ({ file, text })).filter(({ text }) => !text.includes('schemaVersion'));
}

describe('every example is right, for the tool and for the published schema', () => {
  const examples = [
    ...['docs/configuration.md', 'README.md', 'docs/checks/outdated-sdk-revision.md'].flatMap(examplesIn),
    ...['klaviyo-lint.json', 'examples/broken-storefront/klaviyo-lint.json'].map(file => ({ file, text: read(file) })),
  ];

  test('there are some', () => {
    expect(examples.length).toBeGreaterThan(9);
  });

  test.each(examples)('$file: $text', ({ text }) => {
    expect([isPublished(text), isAccepted(text)]).toEqual([true, true]);
  });
});

test('every setting is described, and nothing else', () => {
  const [settings = ''] = PAGE.split('\n## Settings\n')[1]!.split('\n## ');
  expect([...settings.matchAll(/^### `(.*)`$/gm)].map(([, name]) => name).sort()).toEqual(
    Object.keys(SCHEMA.properties).sort(),
  );
});

test('every rule and check is in the schema, by each of its ids', () => {
  const ids = [
    // Without what stands before the slash, those of two vendors could be meant.
    ...Object.keys(customerioRules).map(id => [`customerio/${id}`]),
    ...Object.keys(rules).map(id => [id, `klaviyo/${id}`]),
    ...Object.keys(checks).map(id => [id, `check/${id}`]),
  ].flat();
  expect(Object.keys(SCHEMA.properties.rules.properties).sort()).toEqual(ids.sort());
});

test.each([
  '{}',
  '[]',
  'null',
  '1',
  '{ "root": 1 }',
  '{ "preset": "" }',
  '{ "rules": [] }',
  '{ "rules": { "no-raw-http": 3 } }',
  '{ "rules": { "no-raw-http": null } }',
  '{ "rules": { "no-raw-http": "on" } }',
  '{ "rules": { "no-raw-http": ["off", {}] } }',
  '{ "rules": { "no-raw-http": [{}] } }',
  '{ "rules": { "no-hardcoded-key": { "allow": {} } } }',
  '{ "rules": { "no-hardcoded-key": { "allow": [{ "fingerprint": "0123456789abcdef", "reason": "old" }] } } }',
  '{ "rules": { "sdk-layering": { "preset": "nest", "layers": { "routes": ["*"] } } } }',
  '{ "rules": { "sdk-layering": { "layers": { "views": ["*"] } } } }',
  '{ "layers": { "routes": "*" } }',
  '{ "failOn": "error" }',
  '{ "failOn": true }',
  '{ "baseline": "a/b.json" }',
  '{ "baseline": "..a/b..c" }',
  '{ "baseline": "" }',
  '{ "baseline": ".." }',
  '{ "baseline": null }',
  '{ "checklist": { "require": ["*"] } }',
  '{ "checklist": { "require": ["A"] } }',
  '{ "checklist": {} }',
  '{ "checklist": { "need": [] } }',
  '{ "thresholds": {} }',
  '{ "thresholds": { "latencySeconds": 0.5, "serverErrorsPerMinute": 0 } }',
  '{ "thresholds": { "latencySeconds": 0 } }',
  '{ "thresholds": { "serverErrorsPerMinute": 0.5 } }',
  '{ "thresholds": { "latencySeconds": "5" } }',
  '{ "thresholds": { "latency": 5 } }',
  '{ "thresholds": { "errorPercent": 5 } }',
  '{ "customerio": { "thresholds": {} } }',
  '{ "customerio": { "thresholds": { "errorPercent": 0.5, "queueDepth": 0 } } }',
  '{ "customerio": { "thresholds": { "p99Seconds": 0 } } }',
  '{ "customerio": { "thresholds": { "deliveryPercent": 100.5 } } }',
  '{ "customerio": { "thresholds": { "queueDepth": 0.5 } } }',
  '{ "customerio": { "thresholds": { "latencySeconds": 5 } } }',
])('the tool and the published schema agree on %s', text => {
  expect(isAccepted(text)).toBe(isPublished(text));
});
