import { hasZone, momentOf } from '../moment.ts';

/** A filter as it was written: `and(equals(email,"a@example.com"),greater-than(created,2026-01-01T00:00:00Z))`. */
export type Condition = Group | Comparison;

export interface Group {
  kind: 'and' | 'or' | 'not';
  conditions: readonly Condition[];
}

export interface Comparison {
  kind: 'comparison';
  operator: string;
  field: string;
  /** Absent for `has(field)`. */
  value?: Literal;
}

/** A text stands in quotes; a moment may stand without. */
export type Literal = string | number | boolean | null | Moment | readonly Literal[];

export interface Moment {
  milliseconds: number;
  /** Whether it was written with a zone; without one, the moment is that of UTC. */
  hasZone: boolean;
}

/**
 * Reads a filter.
 *
 * Source of the grammar: the vendor's page on filtering; read 2026-11-21. `and`, `or` and `not` may stand around conditions; conditions
 * beside each other all have to hold.
 *
 * @returns undefined for what is no filter
 */
export function readFilter(text: string): Condition | undefined {
  const reader = new FilterReader(text);
  try {
    return reader.readAll();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** All comparisons of a filter. */
export function comparisonsIn(condition: Condition): Comparison[] {
  return condition.kind === 'comparison' ? [condition] : condition.conditions.flatMap(comparisonsIn);
}

export function isMoment(value: Literal): value is Moment {
  return typeof value === 'object' && value !== null && 'milliseconds' in value;
}

const NAME = /[a-z][a-z-]*/y;
const FIELD = /[\w$][\w.$-]*(?: [\w.$-]+)*/y;
const BARE = /[^\s,()[\]"']+/y;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const MAX_DEPTH = 20;

class FilterReader {
  readonly #text: string;
  #place = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readAll(): Condition {
    const conditions = this.#readList(() => this.#readCondition());
    if (this.#place < this.#text.length) throw new SyntaxError();
    return conditions.length === 1 ? conditions[0]! : { kind: 'and', conditions };
  }

  #readCondition(): Condition {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new SyntaxError();
    const operator = this.#take(NAME);
    this.#expect('(');
    const condition = isGroup(operator) ? this.#readGroup(operator) : this.#readComparison(operator);
    this.#expect(')');
    this.#depth -= 1;
    return condition;
  }

  #readGroup(kind: Group['kind']): Group {
    const conditions = this.#readList(() => this.#readCondition());
    if (kind === 'not' && conditions.length > 1) throw new SyntaxError();
    return { kind, conditions };
  }

  #readComparison(operator: string): Comparison {
    const field = this.#take(FIELD);
    return this.#skip(',')
      ? { kind: 'comparison', operator, field, value: this.#readLiteral() }
      : { kind: 'comparison', operator, field };
  }

  #readLiteral(): Literal {
    if (this.#skip('[')) {
      const items = this.#skip(']') ? [] : this.#readList(() => this.#readLiteral());
      if (items.length > 0) this.#expect(']');
      return items;
    }
    const quote = ['"', "'"].find(mark => this.#text[this.#place] === mark);
    return quote === undefined ? bareLiteral(this.#take(BARE)) : this.#readText(quote);
  }

  #readText(quote: string): string {
    let read = '';
    for (let place = this.#place + 1; place < this.#text.length; place++) {
      const character = this.#text[place]!;
      if (character === quote) {
        this.#place = place + 1;
        this.#skipSpace();
        return read;
      }
      read += character === '\\' ? (this.#text[++place] ?? '') : character;
    }
    throw new SyntaxError();
  }

  #readList<T>(readItem: () => T): T[] {
    const items = [];
    do items.push(readItem());
    while (this.#skip(','));
    return items;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#place;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) throw new SyntaxError();
    this.#place += found.length;
    this.#skipSpace();
    return found;
  }

  #skip(mark: string): boolean {
    if (this.#text[this.#place] !== mark) return false;
    this.#place += 1;
    this.#skipSpace();
    return true;
  }

  #expect(mark: string): void {
    if (!this.#skip(mark)) throw new SyntaxError();
  }

  #skipSpace(): void {
    while (this.#text[this.#place] === ' ') this.#place += 1;
  }
}

function isGroup(name: string): name is Group['kind'] {
  return name === 'and' || name === 'or' || name === 'not';
}

function bareLiteral(text: string): Literal {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  if (NUMBER.test(text)) return Number(text);
  const milliseconds = momentOf(text);
  if (milliseconds === undefined) throw new SyntaxError();
  return { milliseconds, hasZone: hasZone(text) };
}
