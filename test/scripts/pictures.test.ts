import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../support/repository.ts';

const PICTURES = [
  'report.svg',
  'gate-branch-protection.svg',
  'gate-merge-queue.svg',
  'gate-required-workflow.svg',
  'gate-ruleset.svg',
];

function read(picture: string): string {
  return readFileSync(path.join(REPOSITORY, 'docs', picture), 'utf8');
}

describe.each(PICTURES)('docs/%s', picture => {
  const shapes = [...read(picture).matchAll(/<(?:rect|path|text)\b[^>]*>/g)].map(([shape]) => shape);

  it('has its colours in attributes, for viewers without custom properties', () => {
    expect(read(picture)).not.toContain('var(');
    expect(shapes.filter(shape => !/ fill="(?:none|#[0-9a-f]{6})"/.test(shape))).toEqual([]);
  });

  it('is dark where the reader is', () => {
    expect(read(picture)).toContain('prefers-color-scheme: dark');
  });
});

it('the report shows six findings, one of each file', () => {
  const places = [...read('report.svg').matchAll(/>([\w./-]+):\d+<\/text>/g)].map(([, file]) => file);
  expect(places).toEqual([
    '.env',
    'package.json',
    'public/product-page.js',
    'public/recommendations.js',
    'src/catalog.ts',
    'src/customers.ts',
  ]);
});
