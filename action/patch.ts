import { safeLine } from '../src/reporters/safe-line.ts';
import { maskSecrets } from '../src/vendors/secrets.ts';
import type { ActionIo, PatchOptions } from './io.ts';

/** Makes the patch of all safe fixes. @returns empty where nothing can be fixed, and where it failed, which fails nothing else */
export async function patchOf({ core, makePatch }: ActionIo, options: PatchOptions): Promise<string> {
  if (!options.found.findings.some(({ fix }) => fix)) return '';
  try {
    return await makePatch(options);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    core.info(safeLine(maskSecrets(`There is no patch of the safe fixes: ${message}`)));
    return '';
  }
}
