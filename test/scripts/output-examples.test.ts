import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { formatted } from '../../scripts/formatted.ts';
import { replaceSection } from '../../scripts/generate/marked-section.ts';
import { outputExamples } from '../../scripts/generate/output-examples.ts';
import { CHECK_RENDERERS } from '../../src/cli/check-formats.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const PAGE = 'docs/outputs.md';

test('the page about outputs shows what check prints today, in every format', async () => {
  const page = readFileSync(path.join(ROOT, PAGE), 'utf8');
  const examples = await outputExamples();
  expect(Object.keys(examples).sort()).toEqual(Object.keys(CHECK_RENDERERS).sort());
  const rendered = Object.entries(examples).reduce(
    (text, [name, content]) => replaceSection(text, name, content),
    page,
  );
  expect(await formatted(ROOT, PAGE, rendered)).toBe(page);
});
