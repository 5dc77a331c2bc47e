interface Stretch {
  start: number;
  end: number;
}

const FENCE = /^[ \t]{0,3}(`{3,}|~{3,})/;
const STATEMENT = /^(?:import|export)\b/;

/** The code in a document of MDX that is shown and not run, in UTF-16 offsets: between fences. */
export function fencedCode(text: string): Stretch[] {
  const found: Stretch[] = [];
  let open: { mark: string; start: number } | undefined;
  for (const { line, start, end } of linesOf(text)) {
    const [, mark] = FENCE.exec(line) ?? [];
    if (mark === undefined) continue;
    if (!open) open = { mark, start };
    else if (mark.startsWith(open.mark)) {
      found.push({ start: open.start, end });
      open = undefined;
    }
  }
  return open ? [...found, { start: open.start, end: text.length }] : found;
}

/**
 * The imports and exports of a document of MDX: a block that begins with one goes to the next blank line behind which its braces are
 * closed. Source: the documentation of MDX; read 2026-11-20.
 */
export function moduleStatements(text: string): Stretch[] {
  const found: Stretch[] = [];
  let open: { start: number; depth: number } | undefined;
  let isBlockStart = true;
  let last = 0;
  for (const { line, start, end } of linesOf(text)) {
    const isBlank = line.trim() === '';
    if (open && isBlank && open.depth <= 0) {
      found.push({ start: open.start, end: last });
      open = undefined;
    }
    if (!open && isBlockStart && STATEMENT.test(line)) open = { start, depth: 0 };
    if (open) open.depth += depthOf(line);
    isBlockStart = isBlank;
    last = end;
  }
  return open ? [...found, { start: open.start, end: last }] : found;
}

function depthOf(line: string): number {
  return (line.match(/[{([]/g) ?? []).length - (line.match(/[})\]]/g) ?? []).length;
}

function* linesOf(text: string): Generator<Stretch & { line: string }> {
  for (let start = 0; start < text.length;) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    yield { line: text.slice(start, end), start, end };
    start = end + 1;
  }
}
