const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const SHORT_ESCAPES = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * Makes any text one line that a runner's log shows and never executes as a command: whatever is invisible or ends a line is spelled out,
 * and both forms of a workflow command, `::name::` at the start and `##[name]` anywhere, are broken by a backslash.
 *
 * Source: actions/runner `ActionCommand.cs`; read 2026-11-20.
 */
export function safeLine(text: string): string {
  return text
    .replaceAll(INVISIBLE, spellOut)
    .replace(/^(\s*):(?=:)/u, String.raw`$1\:`)
    .replaceAll('##[', String.raw`##\[`);
}

function spellOut(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  return SHORT_ESCAPES.get(character) ?? String.raw`\u{${codePoint.toString(16)}}`;
}
