import type { Field } from './scope.ts';
import { flatten, knownText, slice, type Span, trim, unite, type Value } from './text.ts';

/** A request that a command of a shell sends. */
export interface ShellRequest extends Span {
  /** The command: `curl`, `wget`, `http`. */
  client: string;
  /** In capitals; undefined where it is not known. */
  verb: string | undefined;
  url: Value;
  /** Names in lower case. */
  headers: ReadonlyMap<string, Value>;
  /** There may be more headers than these. */
  isOpen: boolean;
  /** The passwords and tokens that options authenticate with. */
  passwords: readonly Value[];
}

export type Draft = Omit<ShellRequest, 'client' | keyof Span>;

/** What a client makes of its arguments: no draft for one that sends nothing. */
export type Client = (args: readonly Field[]) => Draft[];

/** The headers that a command line names, one by one. */
export interface HeaderList {
  /** Adds what is known of `Name: value`. */
  add(header: Value | undefined): void;
  headers: ReadonlyMap<string, Value>;
  /** One of them may be any. */
  isOpen: boolean;
}

const NAME = /^\s*([\w-]+)\s*[:;]/;

export function createHeaderList(): HeaderList {
  const headers = new Map<string, Value>();
  const list = {
    headers,
    isOpen: false,
    add(header: Value = []): void {
      const named = header.map(text => ({ text, match: NAME.exec(flatten(text)) }));
      list.isOpen ||= named.length === 0 || named.some(({ match }) => match === null);
      for (const { text, match } of named) {
        const name = match?.[1]?.toLowerCase();
        if (match && name !== undefined)
          headers.set(name, unite([headers.get(name) ?? [], [trim(slice(text, match[0].length))]]));
      }
    },
  };
  return list;
}

/** A method as it is given; undefined if it is not known. */
export function verbOf(value: Value | undefined): string | undefined {
  const text = value && knownText(value);
  return text !== undefined && /^[a-z]+$/i.test(text) ? text.toUpperCase() : undefined;
}

/** The password in `user:password`; nothing of a text without a colon. */
export function passwordIn(credentials: Value): Value {
  return credentials.map(text => {
    const at = flatten(text).indexOf(':');
    return at < 0 ? [] : slice(text, at + 1);
  });
}

/** Whether an argument can be an address at all, and not the value of an option that is not known here. */
export function isAddress(value: Value): boolean {
  return value.some(text => /[./\0]/.test(flatten(text)));
}
