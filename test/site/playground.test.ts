import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { serveSite, type Served } from './serve.ts';

let site: Served;
let browser: Browser;
let page: Page;
let requested: string[];
let problems: string[];

beforeAll(async () => {
  [site, browser] = await Promise.all([serveSite(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  site.stop();
});

beforeEach(async () => {
  requested = [];
  problems = [];
  page = await browser.newPage({ permissions: ['clipboard-read', 'clipboard-write'] });
  page.on('request', request => requested.push(request.url()));
  page.on('pageerror', error => problems.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error') problems.push(message.text());
  });
});

afterEach(async () => {
  await page.close();
  expect(problems).toEqual([]);
});

async function open(fragment = ''): Promise<void> {
  await page.goto(`${site.url}playground${fragment}`);
  await summary(/findings|error|parse/);
}

/** Waits for it, because the rules run after a pause. */
async function summary(expected: RegExp): Promise<void> {
  await page.locator('.summary[aria-busy=false]', { hasText: expected }).waitFor();
}

async function write(code: string): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(code);
}

async function code(): Promise<string> {
  return page.getByLabel('Code', { exact: true }).inputValue();
}

const CREATE = "import { ProfilesApi } from 'klaviyo-api';\nnew ProfilesApi(session).createProfile(profile);\n";
const UPSERT = CREATE.replace('createProfile', 'createOrUpdateProfile');

describe('the playground', () => {
  it('checks what is typed, and links to the page of the rule', async () => {
    await open();
    await write(CREATE);
    await summary(/^1 error and 0 warnings\.$/);
    const finding = page.locator('.findings li');
    expect(await finding.locator('p').first().innerText()).toBe(
      "error 'createProfile' answers 409 when the profile exists. Call 'createOrUpdateProfile' instead.",
    );
    await finding.getByRole('link', { name: 'prefer-profile-upsert' }).click();
    await page.getByRole('heading', { level: 1, name: 'prefer-profile-upsert' }).waitFor();
  });

  it('applies a suggestion on a click, and takes it back', async () => {
    await open();
    await write(CREATE);
    await page.getByRole('button', { name: "Call 'createOrUpdateProfile'" }).click();
    await summary(/^No findings\.$/);
    expect(await code()).toBe(UPSERT);
    await page.getByRole('button', { name: 'Undo' }).click();
    await summary(/^1 error/);
    expect(await code()).toBe(CREATE);
  });

  it('applies all fixes', async () => {
    await open();
    await write(
      "import { ProfilesApi } from 'klaviyo-api';\nnew ProfilesApi(session).createOrUpdateProfile({ data: { type: 'profile', attributes: { first_name: name, last_name: other } } });\n",
    );
    await summary(/^2 errors/);
    await page.getByRole('button', { name: 'Apply all fixes' }).click();
    await summary(/^No findings\.$/);
    expect(await code()).toContain('{ firstName: name, lastName: other }');
  });

  it('works with the keyboard alone', async () => {
    await open();
    await write(CREATE);
    await summary(/^1 error/);
    await page.getByLabel('Code', { exact: true }).focus();
    for (const name of [/Line 2, column/, 'prefer-profile-upsert', /Call 'createOrUpdateProfile'/]) {
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').innerText()).toMatch(name);
    }
    await page.keyboard.press('Enter');
    await summary(/^No findings\.$/);
  });

  it('selects the place of a finding', async () => {
    await open();
    await write(CREATE);
    await page.getByRole('button', { name: 'Line 2, column' }).click();
    expect(await page.evaluate('String(getSelection())')).toBe('createProfile');
  });

  it('loads the parser of TypeScript only for TypeScript', async () => {
    await open();
    expect(requested.filter(url => url.includes('/parser.'))).toEqual([]);
    await page.getByLabel('Language').selectOption('TypeScript');
    await write(CREATE.replace('(session)', '(session as never)'));
    await summary(/^1 error/);
    expect(requested.filter(url => url.includes('/parser.'))).toHaveLength(1);
  });

  it('runs the rules of the chosen preset', async () => {
    await open();
    await write(
      "import { ProfilesApi } from 'klaviyo-api';\nnew ProfilesApi(session).createOrUpdateProfile(profile).catch(() => {});\n",
    );
    await summary(/^0 errors and 1 warning\.$/);
    await page.getByLabel('Preset').selectOption('recommended');
    await summary(/^No findings\.$/);
  });

  it('says where code does not parse', async () => {
    await open();
    await write('const = 1;');
    await summary(/^The code does not parse\.$/);
    expect(await page.locator('.findings li').innerText()).toContain('Line 1, column 7');
  });

  it('shares the code in the link, and opens it', async () => {
    await open();
    await write(`${CREATE}// ${'ä€😀'.repeat(100)}`);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('The link is copied.').waitFor();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    await page.goto('about:blank');
    await page.goto(link);
    await summary(/^1 error/);
    expect(await code()).toBe(`${CREATE}// ${'ä€😀'.repeat(100)}`);
  });

  it.each(['#js=!!!!', '#js=AAAA', '#js=_____', '#constructor=AAAA'])(
    'shows an example for the damaged link %s',
    async link => {
      await open(link);
      expect(await code()).toContain('fetch(');
    },
  );

  it('copies no link with a key', async () => {
    await open();
    await page.getByLabel('Example').selectOption('no-hardcoded-key');
    await page.getByText('Remove the key to share the code.').waitFor();
    expect(await page.getByRole('button', { name: 'Copy link' }).isDisabled()).toBe(true);
  });

  it('never runs the code, and asks nobody but the site', async () => {
    await open();
    await write(
      "globalThis.wasRun = true;\nawait fetch('https://a.klaviyo.com/api/lists');\n</textarea><script>globalThis.wasRun = true</script>",
    );
    await summary(/./);
    await write("globalThis.wasRun = true;\nawait fetch('https://a.klaviyo.com/api/lists');\n");
    await summary(/error/);
    expect(await page.evaluate("'wasRun' in globalThis")).toBe(false);
    expect(requested.filter(url => !url.startsWith(site.url) && !url.startsWith('data:'))).toEqual([]);
  });

  it('opens the examples of the pages', async () => {
    await page.goto(`${site.url}rules/no-raw-http`);
    await page.getByRole('link', { name: 'Try it in the playground' }).first().click();
    await summary(/error/);
    expect(await code()).toContain("await fetch('https://a.klaviyo.com/api/lists', {");
  });
});
