import { describe, expect, test } from 'vitest';
import { dataEntries } from '../../../src/project/evidence/data-entries.ts';
import { tomlEntries } from '../../../src/project/evidence/toml-entries.ts';
import { terraformEntries } from '../../../src/project/evidence/terraform-entries.ts';

const shown = (entries: ReturnType<typeof dataEntries>): string[] =>
  entries.map(({ keys, value, line }) => `${line} ${keys.join('.')}=${value}`);

describe('YAML and JSON', () => {
  test('become values with their names and lines', () => {
    expect(shown(dataEntries('a:\n  - b: 1\n    c: [x, null]\n'))).toEqual(['2 a.0.b=1', '3 a.0.c.0=x', '3 a.0.c.1=']);
    expect(shown(dataEntries('{\n  "a": { "b": true }\n}\n'))).toEqual(['2 a.b=true']);
  });

  test('several documents follow one another', () => {
    expect(shown(dataEntries('kind: A\n---\nkind: B\n'))).toEqual(['1 kind=A', '3 kind=B']);
    expect(dataEntries('kind: A\n---\nkind: B\n').map(({ document }) => document)).toEqual([undefined, 1]);
  });

  test('the text of a block begins below its mark', () => {
    expect(shown(dataEntries('run: |\n  one\n  two\n'))).toEqual(['2 run=one\ntwo\n']);
  });

  test.each(['~', 'null', 'NULL', ''])('what is nothing is empty: %j', nothing => {
    expect(shown(dataEntries(`owner: ${nothing}\n`))).toEqual(['1 owner=']);
  });

  test('a value stays as it is written', () => {
    expect(shown(dataEntries('date: 2026-11-02\nversion: 1.10\n'))).toEqual(['1 date=2026-11-02', '2 version=1.10']);
  });

  test('an alias is left out, so that none of them grows', () => {
    expect(shown(dataEntries('a: &x [1]\nb: *x\n'))).toEqual(['1 a.0=1']);
  });

  test('what is neither names its line', () => {
    expect(() => dataEntries('a: 1\nb: "\n')).toThrow(/^it is not valid YAML \(line \d\)$/);
  });

  const staircase = (depth: number): string =>
    Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}a:\n`).join('');

  test.each([
    ['lists in one line', `a: ${'['.repeat(10_000)}`, 1],
    ['lists on many lines', `a:\n${' [\n'.repeat(10_000)}`, 202],
    ['maps in one line', `a: ${'{a: '.repeat(10_000)}`, 1],
    ['JSON', `{"a":${'[{"a":'.repeat(10_000)}`, 1],
    ['lists in block style in one line', `a: 1\nb:\n${'- '.repeat(10_000)}1`, 3],
    ['keys in block style in one line', `${'? '.repeat(10_000)}a`, 1],
    ['keys with anchors', `${'? &a '.repeat(10_000)}a`, 1],
    ['maps in block style', staircase(1000), 201],
    ['lines that end in a carriage return', staircase(1000).replaceAll('\n', '\r'), 201],
  ])('%s that are nested too deeply are refused before they are parsed', (_, text, line) => {
    expect(() => dataEntries(text)).toThrow(new SyntaxError(`it is nested too deeply (line ${line})`));
  });

  test.each([
    ['lists in one line', `${'['.repeat(150)}1${']'.repeat(150)}`],
    ['maps in block style', `${staircase(150)}${' '.repeat(150)}1\n`],
    ['many lists beside each other', `[${'[1],'.repeat(1000)}[1]]`],
    ['brackets that nothing opened', `a: "${']'.repeat(1000)}"`],
    ['many entries', '- a: [1]\n  b: { c: 1 }\n'.repeat(1000)],
  ])('%s are read', (_, text) => {
    expect(dataEntries(text).length).toBeGreaterThan(0);
  });
});

describe('TOML', () => {
  test('becomes values with their names and lines', () => {
    const text = [
      'name = "shop" # ours',
      'compat.flags = ["a", { b = 1 }]',
      '[deploy]',
      'strategy = "rolling"',
      '[[queues.consumers]]',
      'queue = "events"',
      '[[queues.consumers]]',
      "dead_letter_queue = 'events-failed'",
      'since = 2026-11-22',
    ].join('\n');
    expect(shown(tomlEntries(text))).toEqual([
      '1 name=shop',
      '2 compat.flags.0=a',
      '2 compat.flags.1.b=1',
      '4 deploy.strategy=rolling',
      '6 queues.consumers.0.queue=events',
      '8 queues.consumers.1.dead_letter_queue=events-failed',
      expect.stringMatching(/^9 queues\.consumers\.1\.since=2026-11-22/),
    ]);
  });

  test('what is none names its line', () => {
    expect(() => tomlEntries('a = 1\n= 2\n')).toThrow(/^it is not valid TOML \(line 2\)$/);
  });

  test('lists that are nested too deeply are refused before they are parsed', () => {
    expect(() => tomlEntries(`a = ${'['.repeat(10_000)}`)).toThrow('it is nested too deeply (line 1)');
  });
});

describe('Terraform', () => {
  test('becomes values below their blocks', () => {
    const text = [
      '# resource "a" "b" {',
      'resource "aws_sqs_queue" "main" {',
      '  name = "klaviyo"',
      '  tags = {',
      '    "team" = "shop"',
      '  }',
      '  delay = 5',
      '}',
      'enabled = true',
    ].join('\n');
    expect(shown(terraformEntries(text))).toEqual([
      '3 resource.aws_sqs_queue.main.name=klaviyo',
      '5 resource.aws_sqs_queue.main.tags.team=shop',
      '7 resource.aws_sqs_queue.main.delay=5',
      '9 enabled=true',
    ]);
  });

  test('takes no longer than its text is long', () => {
    expect(terraformEntries(`${' '.repeat(200_000)}x`)).toEqual([]);
    expect(terraformEntries('}\n'.repeat(50_000))).toEqual([]);
  });
});
