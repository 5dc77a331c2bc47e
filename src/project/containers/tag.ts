/** A tag in the markup of a component, in UTF-16 offsets. */
export interface Tag {
  /** As written: `script` is an element, `Script` a component. */
  name: string;
  isClosing: boolean;
  isSelfClosing: boolean;
  /** Those whose value is a text; the text is empty where there is none. */
  attributes: ReadonlyMap<string, string>;
  /** What is written in quotation marks or braces, with them. */
  values: readonly AttributeValue[];
  start: number;
  end: number;
}

/** The value of an attribute where it stands, with the marks around it. */
export interface AttributeValue {
  /** Without meaning for an expression that has no name, such as `{...rest}`. */
  name: string;
  /** Where the name begins. */
  nameStart: number;
  start: number;
  end: number;
}

/** Finds the first tag at or behind an offset. */
export type TagReader = (from: number) => Tag | undefined;

/** A comment of HTML, a comment in an expression, or the beginning of a tag. */
const TOKEN = /<!--|\{\s*\/\*|<(\/?)([A-Za-z][^\s/>]*)/g;
const ATTRIBUTE = /([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'{][^\s>]*)?))?/y;

/**
 * Reads the tags of a component. What stands in comments is none; with expressions in braces, a `>` in one ends no tag, and a
 * tag that a quotation mark stands before is a string.
 */
export function createTagReader(text: string, { hasExpressions }: { hasExpressions: boolean }): TagReader {
  // Braces that do not match are looked for once: for each of them it would take as long as the text is.
  let areBracesMatched = hasExpressions;

  function afterBraces(at: number): number {
    const end = areBracesMatched ? endOfBraces(text, at) : -1;
    areBracesMatched &&= end >= 0;
    return Math.max(end, at + 1);
  }

  function readAttributes(from: number): Pick<Tag, 'attributes' | 'values' | 'isSelfClosing' | 'end'> | undefined {
    const attributes = new Map<string, string>();
    const values: AttributeValue[] = [];
    let at = from;
    let name = { name: '', nameStart: at };
    while (at < text.length && text[at] !== '>') {
      const end = text[at] === '{' ? afterBraces(at) : readAttribute(text, at, attributes, values);
      if (text[at] === '{') values.push({ ...name, start: at, end });
      else if (text[at] !== '=') name = { name: text.slice(at, end), nameStart: at };
      at = end;
    }
    return at < text.length ? { attributes, values, isSelfClosing: text[at - 1] === '/', end: at + 1 } : undefined;
  }

  return from => {
    let at = from;
    for (;;) {
      TOKEN.lastIndex = at;
      const token = TOKEN.exec(text);
      if (!token) return undefined;
      const [opening, slash, name] = token;
      const end = token.index + opening.length;
      if (name !== undefined && !(hasExpressions && /["'`]/.test(text[token.index - 1] ?? ''))) {
        const rest = readAttributes(end);
        return rest && { name, isClosing: slash === '/', start: token.index, ...rest };
      }
      at = name === undefined ? endOfComment(text, end, opening, hasExpressions) : end;
    }
  };
}

/** Adds the attribute that begins here, if one does. @returns where to read on */
function readAttribute(text: string, at: number, attributes: Map<string, string>, values: AttributeValue[]): number {
  ATTRIBUTE.lastIndex = at;
  const attribute = ATTRIBUTE.exec(text);
  if (!attribute) return at + 1;
  const [whole, name = '', double, single, bare = ''] = attribute;
  attributes.set(name, double ?? single ?? bare);
  const end = at + whole.length;
  const quoted = double ?? single;
  if (quoted !== undefined) values.push({ name, nameStart: at, start: end - quoted.length - 2, end });
  return end;
}

function endOfComment(text: string, from: number, opening: string, hasExpressions: boolean): number {
  if (opening.startsWith('{') && !hasExpressions) return from;
  const closing = opening === '<!--' ? '-->' : '*/';
  const at = text.indexOf(closing, from);
  return at < 0 ? text.length : at + closing.length;
}

/**
 * @returns the offset behind the brace that closes this one, or -1. A text in it is read up to a length, because for each sign that
 * only seems to begin one the rest would be searched.
 */
export function endOfBraces(text: string, from: number): number {
  const token = /[{}]|(["'])(?:\\.|(?!\1)[^\\\r\n]){0,2000}\1|`(?:\\[^]|[^\\`]){0,2000}`/g;
  token.lastIndex = from;
  let depth = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] === '{') depth += 1;
    if (match[0] === '}') depth -= 1;
    if (depth === 0) return token.lastIndex;
  }
  return -1;
}
