import { defineCheck } from '../define-check.ts';
import { maskKeys } from '../klaviyo/keys.ts';
import type { SdkDependency, SpecifierKind } from '../project/facts.ts';

/** How each kind of reference that can move is told. A reference that is somebody else's to check is not here. */
const FAULTS: Partial<Record<SpecifierKind, (dependency: SdkDependency) => string>> = {
  range: ({ name, specifier }) => (specifier.trim() === '' ? `'${name}' is declared without a version` : `'${name}' is declared as the range '${shorten(specifier)}'`),
  tag: ({ name, specifier }) => `'${name}' follows the tag '${shorten(specifier)}'`,
  git: ({ name }) => `'${name}' is installed from a git repository`,
  url: ({ name }) => `'${name}' is installed from a web address`,
  file: ({ name }) => `'${name}' is installed from a file or folder`,
};

export default defineCheck({
  id: 'floating-sdk-range',
  description: 'Klaviyo SDK dependencies that can move to another release on install',
  severity: 'error',
  *run({ sdkDependencies }) {
    for (const dependency of sdkDependencies) {
      const fault = FAULTS[dependency.kind]?.(dependency);
      // A library's peer range is answered by the application, which is checked itself.
      if (fault === undefined || dependency.section === 'peerDependencies') continue;
      yield { message: `${fault}. Pin one exact version, because each SDK release sends its own API revision.`, at: dependency.at };
    }
  },
});

const LONGEST_SHOWN = 40;

/** Masks before it cuts: half a key is no longer seen as one. */
function shorten(specifier: string): string {
  const shown = maskKeys(specifier);
  return shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown;
}
