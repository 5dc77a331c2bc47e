import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Log } from 'sarif';
import { runCli } from '../../src/cli/run-cli.ts';

/** The repository of the examples, by path. */
const FILES: Readonly<Record<string, string>> = {
  'src/profiles.ts': `import { ProfilesApi } from 'klaviyo-api';
import { session } from './session';

const profiles = new ProfilesApi(session);

export const signUp = (email: string) =>
  profiles.createProfile({ data: { type: 'profile', attributes: { email } } });

export const lists = () =>
  // eslint-disable-next-line klaviyo/no-raw-http -- the proxy needs it
  fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '2026-07-15' } });
`,
};

/** The formats of `check` that are shown whole, with the language of their block. */
const LANGUAGES = {
  text: 'text',
  json: 'json',
  gitlab: 'json',
  junit: 'xml',
  github: 'text',
  markdown: 'markdown',
} as const;

/** What `check` prints for the repository of the examples, as blocks of Markdown by the name of their section. */
export async function outputExamples(): Promise<Record<string, string>> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'outputs-')));
  try {
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    const blocks: Record<string, string> = {};
    for (const [format, language] of Object.entries(LANGUAGES))
      blocks[format] = blockOf(language, await checked(folder, format));
    const log = JSON.parse(await checked(folder, 'sarif')) as Log;
    blocks['sarif'] = blockOf('json', JSON.stringify(log.runs[0]?.results?.[0], null, 2));
    return blocks;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function checked(workingFolder: string, format: string): Promise<string> {
  let out = '';
  await runCli(['check', '--format', format], {
    workingFolder,
    environment: {},
    now: new Date('2026-11-20'),
    writeOut: async text => void (out += text),
    writeError: text => {
      throw new Error(text);
    },
  });
  return out;
}

function blockOf(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
