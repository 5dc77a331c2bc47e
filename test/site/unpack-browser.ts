import { execFileSync } from 'node:child_process';
import { REPOSITORY } from '../support/repository.ts';
import { BROWSER_ENVIRONMENT, writeFontList } from './browser.ts';

const UNPACK = "import packed from '@sparticuz/chromium'; await packed.executablePath();";

/** Before all tests, because a program cannot be started while another process still writes it. */
export default function unpackBrowser(): void {
  writeFontList();
  execFileSync(process.execPath, ['--input-type=module', '--eval', UNPACK], {
    cwd: REPOSITORY,
    env: { ...process.env, ...BROWSER_ENVIRONMENT },
  });
}
