/** Where runtimes and browsers load packages of npm from by a URL. Sources: the documentation of each; read 2026-11-20. */
const HOSTS =
  /^(?:https?:)?\/\/(?:(?:cdn\.)?esm\.sh|esm\.run|cdn\.skypack\.dev|(?:www\.)?unpkg\.com|(?:cdn|fastly)\.jsdelivr\.net\/npm|ga\.jspm\.io|jspm\.dev|esm\.unpkg\.com)\//;
/** What stands before the name of the package: a build or a flag of esm.sh, the protocol of jspm. */
const BEFORE_NAME = /^(?:v\d+\/|stable\/|gh\/|npm:|pin\/|\*)/;
/** A path or an address that leads to where packages are installed; the innermost such folder counts. */
const INSTALLED = /^(?!(?:https?:)?\/\/).*(?:^|\/)node_modules\/(?=[@\w])/;

/**
 * The package that a specifier names, with the path inside of it: `npm:klaviyo-api@23/x`, `https://esm.sh/klaviyo-api@23/x` and
 * `../node_modules/klaviyo-api/x` name `klaviyo-api/x`, as `klaviyo-api/x` does. A specifier of another kind stays as it is.
 */
export function packageSpecifier(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier.slice('node:'.length);
  if (specifier.startsWith('npm:')) return withoutVersion(specifier.slice('npm:'.length).replace(/^\/+/, ''));
  const installed = INSTALLED.exec(specifier)?.[0];
  if (installed !== undefined) return specifier.slice(installed.length).split(/[?#]/)[0] ?? '';
  const host = HOSTS.exec(specifier)?.[0];
  if (host === undefined) return specifier;
  const [path = ''] = specifier.slice(host.length).split(/[?#]/);
  return withoutVersion(path.replace(BEFORE_NAME, '').replace(/\/(?:\+esm)?$/, ''));
}

/** A name may begin with the mark that its version begins with. */
function withoutVersion(path: string): string {
  const segments = path.split('/');
  const named = path.startsWith('@') ? 1 : 0;
  return segments.map((segment, index) => (index === named ? segment.replace(/(?<!^)@.*/, '') : segment)).join('/');
}
