const EXPORT = String.raw`(?:export default|module\.exports =)`;
/** A constant that is exported as it is. */
const EXPORTED_NAME = new RegExp(String.raw`^${EXPORT}\s+(\w+);?[ \t]*\r?$`, 'm');
/** The beginning of a list that is written out. */
const LIST = String.raw`\s+(?:\[|(?:defineConfig|tseslint\.config)\(\[?)`;
const FIRST_IMPORT = /^import\s/m;
const FIRST_REQUIRE = /^(?:const|let|var)\s.*\brequire\(/m;

/**
 * Adds the plugin to a flat configuration, as the first of its entries.
 *
 * @returns the new text; undefined for a configuration that is put together in another way, or that uses the name already
 */
export function addEslintEntry(text: string, isCommonJs: boolean): string | undefined {
  const [list, ...others] = text.matchAll(listPattern(text));
  if (list === undefined || others.length > 0 || /\bklaviyo\b/i.test(text) || isInComment(text, list.index))
    return undefined;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const first = (isCommonJs ? FIRST_REQUIRE : FIRST_IMPORT).exec(text)?.index ?? list.index;
  const importAt = first < list.index && !isInComment(text, first) ? first : list.index;
  const entryAt = list.index + list[0].length;
  const loaded = isCommonJs
    ? "const klaviyo = require('eslint-plugin-klaviyo');"
    : "import klaviyo from 'eslint-plugin-klaviyo';";
  return [
    text.slice(0, importAt),
    loaded,
    lineEnd,
    text.slice(importAt, entryAt),
    `${lineEnd}  klaviyo.configs.recommended,`,
    text.slice(entryAt),
  ].join('');
}

/** Matches the list where it is exported, or where the constant that is exported gets it. */
function listPattern(text: string): RegExp {
  const name = EXPORTED_NAME.exec(text)?.[1];
  const before = name === undefined ? EXPORT : String.raw`(?:const|let|var) ${name}(?::[^=\n]+)? =`;
  return new RegExp(`^${before}${LIST}`, 'gm');
}

function isInComment(text: string, index: number): boolean {
  const before = text.slice(0, index);
  return before.lastIndexOf('/*') > before.lastIndexOf('*/');
}
