import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { REPOSITORY } from '../support/repository.ts';

const FOLDER = path.join(REPOSITORY, 'site/.cache/browser');

/**
 * The package unpacks into the folder for temporary files, and its libraries only where it was made for. Its own list of fonts names
 * folders outside of that, and a browser without a font ends at the first field of a form.
 */
export const BROWSER_ENVIRONMENT = {
  TMPDIR: FOLDER,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x',
  FONTCONFIG_FILE: path.join(FOLDER, 'fonts.conf'),
};

const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir>${path.join(FOLDER, 'fonts-cache').replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</cachedir>
</fontconfig>
`;

/** Writes the list of the unpacked fonts. */
export function writeFontList(): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(BROWSER_ENVIRONMENT.FONTCONFIG_FILE, FONTS);
}

/** Starts the Chromium that is in a pinned package, with the libraries that are in it too, so that the machine needs none. */
export async function launchBrowser(): Promise<Browser> {
  Object.assign(process.env, BROWSER_ENVIRONMENT);
  const { default: packed } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packed.executablePath(), chromiumSandbox: false });
}
