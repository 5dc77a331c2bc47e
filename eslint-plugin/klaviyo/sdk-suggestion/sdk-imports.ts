import type { TSESLint } from '@typescript-eslint/utils';
import { isSdkModule, SDK_PACKAGE } from '../../../src/vendors/klaviyo/sdk-release.ts';
import type { SdkPlace } from '../../../src/messages/sdk-place.ts';
import { importsOf } from '../../edits/import-edit.ts';
import type { Edit } from './edits.ts';
import { refuse } from './refusal.ts';

/** How a module names what it imports of the SDK. */
export interface SdkImports {
  /** The text that stands for an export, which is imported if nobody did yet. @throws Refusal where the name is taken */
  nameOf(exported: string, kind?: 'type'): string;
  /** The local name of an export that is imported already. */
  knownNameOf(exported: string): string | undefined;
  /** @throws Refusal where the file can import nothing */
  edits(): Edit[];
}

/** Reads the imports of the SDK and collects what is missing. */
export function sdkImports(sourceCode: Readonly<TSESLint.SourceCode>, place: SdkPlace): SdkImports {
  const imports = importsOf(sourceCode, {
    from: place === 'deno' ? `npm:${SDK_PACKAGE}` : SDK_PACKAGE,
    isSame: specifier => isSdkModule(specifier.replace(/^npm:/, '').replace(/(?<=api)@[\d.]+$/, '')),
  });
  return {
    knownNameOf: exported => imports.knownNameOf(exported),
    nameOf: (exported, kind) => imports.nameOf(exported, kind) ?? refuse(`the name '${exported}' is taken`),
    edits: () => imports.edits() ?? refuse('the file imports nothing'),
  };
}
