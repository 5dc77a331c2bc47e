import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { REPOSITORY } from './support/repository.ts';

const FOLDER = path.join(REPOSITORY, 'docs');
const GUIDES = readdirSync(FOLDER).filter(name => name.endsWith('.md'));

describe.each(GUIDES)('the guide docs/%s', name => {
  const text = readFileSync(path.join(FOLDER, name), 'utf8');

  test('leads to files that exist, pictures included', () => {
    const html = micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
    const targets = [...html.matchAll(/(?:href|src)="([^"#]+)/g)].map(([, target = '']) => target);
    const own = targets.filter(target => !target.includes(':'));
    expect(own.filter(target => !existsSync(path.join(FOLDER, target)))).toEqual([]);
  });

  test('describes its pictures', () => {
    expect([...text.matchAll(/!\[(.*?)\]/g)].filter(([, alt = '']) => alt.length < 20)).toEqual([]);
  });
});
