import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { serveSite, type Served } from './serve.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

let site: Served;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([serveSite(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  site.stop();
});

const PAGES = ['', 'start', 'rules/no-raw-http', 'decision-tree', 'playground'];
const cases = PAGES.flatMap(name =>
  (['light', 'dark'] as const).flatMap(colorScheme =>
    (['desktop', 'phone'] as const).map(device => ({ name, colorScheme, device })),
  ),
);

describe.each(cases)("the page '$name', $colorScheme, on a $device", ({ name, colorScheme, device }) => {
  it('has no violation that axe finds, and fits the screen', async () => {
    const page = await browser.newPage({ colorScheme, viewport: SIZES[device], bypassCSP: true });
    await page.goto(`${site.url}${name}`);
    if (name === 'playground') await page.locator('.findings li').first().waitFor();
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof Axe }).axe.run());
    const width = await page.evaluate('document.documentElement.scrollWidth');
    await page.close();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([]);
    expect(width).toBeLessThanOrEqual(SIZES[device].width);
  });
});
