import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { REPOSITORY } from '../support/repository.ts';

const FOLDER = path.join(REPOSITORY, 'site/.cache/browser');

/** The package unpacks into the folder for temporary files, and its libraries only where it was made for. */
export const BROWSER_ENVIRONMENT = { TMPDIR: FOLDER, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };

/** Starts the Chromium that is in a pinned package, with the libraries that are in it too, so that the machine needs none. */
export async function launchBrowser(): Promise<Browser> {
  mkdirSync(FOLDER, { recursive: true });
  Object.assign(process.env, BROWSER_ENVIRONMENT);
  const { default: packed } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packed.executablePath(), chromiumSandbox: false });
}
