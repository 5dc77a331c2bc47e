const WIDTH = 1000;
const MARGIN = 20;
const SANS = '-apple-system, Segoe UI, Noto Sans, Helvetica, Arial, sans-serif';
const MONOSPACE = 'ui-monospace, SFMono-Regular, Menlo, Consolas, Liberation Mono, monospace';

/** Of the light and of the dark scheme. */
const COLOURS = {
  paper: ['#ffffff', '#0d1117'],
  ink: ['#1f2328', '#f0f6fc'],
  quiet: ['#59636e', '#9198a1'],
  line: ['#d1d9e0', '#3d444d'],
  bar: ['#f6f8fa', '#151b23'],
  marked: ['#ffebe9', '#25171c'],
  bad: ['#cf222e', '#f85149'],
  good: ['#1f883d', '#238636'],
  paler: ['#dafbe1', '#12261e'],
} as const;
type Colour = keyof typeof COLOURS;

/** Colours are attributes, because many viewers know no custom properties; those that know style sheets may replace them in the dark. */
const DARK = Object.entries(COLOURS)
  .map(([name, [, dark]]) => `.fill-${name} { fill: ${dark}; } .stroke-${name} { stroke: ${dark}; }`)
  .join('\n    ');
const STYLE = `
  @media (prefers-color-scheme: dark) {
    ${DARK}
  }`;

interface Paint {
  fill?: Colour;
  stroke?: Colour;
}

interface TextStyle {
  colour?: Colour;
  isCode?: boolean;
  isStrong?: boolean;
  /** Whether `x` is where it ends. */
  isRight?: boolean;
}

/** A picture that grows downwards, in the look of GitHub's pages, light or dark as the reader's. */
export class Drawing {
  #y = MARGIN;
  readonly #shapes: string[] = [];

  space(height: number): void {
    this.#y += height;
  }

  /** A bar with a title; `failed` puts the sign of a failed check before it. */
  heading(title: string, state?: 'failed'): void {
    this.#box(MARGIN, 38, BAR);
    if (state === 'failed') this.#text(MARGIN + 14, 24, '✕', { colour: 'bad', isStrong: true });
    this.#text(MARGIN + (state === undefined ? 14 : 34), 24, title, state === undefined ? CODE : STRONG);
    this.space(38);
  }

  paragraph(text: string): void {
    this.#text(MARGIN + 14, 26, text, STRONG);
    this.space(40);
  }

  codeLine(number: number, code: string, isMarked: boolean): void {
    if (isMarked) this.#box(MARGIN, 22, { fill: 'marked' });
    this.#text(MARGIN + 14, 16, String(number).padStart(3), QUIET_CODE);
    this.#text(MARGIN + 56, 16, code, CODE);
    this.space(22);
  }

  annotation(kind: string, title: string, message: string): void {
    this.space(8);
    this.#box(MARGIN + 56, 66, BOX);
    this.#shapes.push(`<rect x="${MARGIN + 56}" y="${this.#y}" width="4" height="66" ${painted({ fill: 'bad' })}/>`);
    this.#text(MARGIN + 76, 26, `✕  ${kind}`, { colour: 'bad', isStrong: true });
    this.#text(WIDTH - MARGIN - 14, 26, title, { ...QUIET_CODE, isRight: true });
    this.#text(MARGIN + 76, 50, message);
    this.space(66 + 12);
  }

  /** A finding in two lines, so that nothing overlaps in a wider font. */
  row(message: string, place: string, rule: string): void {
    this.#shapes.push(`<path d="M${MARGIN} ${this.#y}H${WIDTH - MARGIN}" ${painted({ stroke: 'line' })}/>`);
    this.#text(MARGIN + 14, 22, message);
    this.#text(MARGIN + 14, 42, place, QUIET_CODE);
    this.#text(WIDTH - MARGIN - 14, 42, rule, { ...QUIET_CODE, isRight: true });
    this.space(54);
  }

  /** Where a person goes: the pages of settings, one after the other. */
  breadcrumb(pages: readonly string[]): void {
    this.heading(pages.join('   ›   '));
  }

  /** A setting that a person looks for, with a tick where it has to be on; `level` indents what belongs to the one above. */
  setting(
    label: string,
    { state, level = 0, note }: { state: 'on' | 'off' | 'value'; level?: number; note?: string },
  ): void {
    const left = MARGIN + 14 + level * 30;
    if (state === 'value') {
      this.#shapes.push(
        `<rect x="${left}" y="${this.#y + 6}" width="${WIDTH - MARGIN - 14 - left}" height="28" rx="6" ${painted(BOX)}/>`,
      );
      this.#text(left + 12, 25, label, { ...CODE, ...STRONG });
    } else {
      this.#shapes.push(
        `<rect x="${left}" y="${this.#y + 12}" width="16" height="16" rx="3" ${painted(state === 'on' ? TICKED : BOX)}/>`,
      );
      if (state === 'on')
        this.#shapes.push(
          `<path d="M${left + 3.5} ${this.#y + 20.5}l3.5 3.5 6-7" fill="none" stroke="#ffffff" stroke-width="2"/>`,
        );
      this.#text(left + 28, 25, label, { isStrong: state === 'on' });
    }
    if (note !== undefined)
      this.#text(WIDTH - MARGIN - (state === 'value' ? 26 : 14), 25, note, { ...QUIET, isRight: true });
    this.space(40);
  }

  /** Steps from left to right; where it is marked, the gate is. */
  flow(steps: readonly { title: string; text: string; isGate?: boolean }[]): void {
    const gap = 28;
    const width = (WIDTH - 2 * MARGIN - gap * (steps.length - 1)) / steps.length;
    for (const [index, { title, text, isGate }] of steps.entries()) {
      const left = MARGIN + index * (width + gap);
      const middle = this.#y + 40;
      this.#shapes.push(
        `<rect x="${left}" y="${this.#y}" width="${width}" height="80" rx="6" ${painted(isGate ? GATE : BOX)}/>`,
      );
      if (index > 0)
        this.#shapes.push(
          `<path d="M${left - gap + 4} ${middle}h${gap - 10}m-5 -5l5 5l-5 5" stroke-width="1.5" ${painted({ stroke: 'quiet' })}/>`,
        );
      this.#text(left + 14, 34, title, STRONG);
      this.#text(left + 14, 56, text, QUIET);
    }
    this.space(80);
  }

  /** A sentence below. */
  remark(text: string): void {
    this.#text(MARGIN + 14, 22, text, QUIET);
    this.space(30);
  }

  toSvg(title: string): string {
    const height = this.#y + MARGIN;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${SANS}" role="img" aria-label="${escaped(title)}">`,
      `<style>${STYLE}\n</style>`,
      `<rect width="${WIDTH}" height="${height}" rx="8" ${painted({ fill: 'paper' })}/>`,
      ...this.#shapes,
      '</svg>',
      '',
    ].join('\n');
  }

  #box(x: number, height: number, paint: Paint): void {
    this.#shapes.push(
      `<rect x="${x}" y="${this.#y}" width="${WIDTH - MARGIN - x}" height="${height}" rx="4" ${painted(paint)}/>`,
    );
  }

  #text(x: number, down: number, text: string, style: TextStyle = {}): void {
    const { colour = 'ink', isCode, isStrong, isRight } = style;
    const attributes = [
      `x="${x}" y="${this.#y + down}" font-size="${isCode ? 12 : 13}"`,
      ...(isCode ? [`font-family="${MONOSPACE}"`] : []),
      ...(isStrong ? ['font-weight="600"'] : []),
      ...(isRight ? ['text-anchor="end"'] : []),
      painted({ fill: colour }),
    ];
    this.#shapes.push(`<text ${attributes.join(' ')} xml:space="preserve">${escaped(text)}</text>`);
  }
}

const CODE: TextStyle = { isCode: true };
const STRONG: TextStyle = { isStrong: true };
const QUIET: TextStyle = { colour: 'quiet' };
const QUIET_CODE: TextStyle = { ...QUIET, ...CODE };
const BAR: Paint = { fill: 'bar', stroke: 'line' };
const BOX: Paint = { fill: 'paper', stroke: 'line' };
const TICKED: Paint = { fill: 'good', stroke: 'good' };
const GATE: Paint = { fill: 'paler', stroke: 'good' };

function painted({ fill, stroke }: Paint): string {
  const classes = [...(fill ? [`fill-${fill}`] : []), ...(stroke ? [`stroke-${stroke}`] : [])];
  const colours = [`fill="${fill ? COLOURS[fill][0] : 'none'}"`, ...(stroke ? [`stroke="${COLOURS[stroke][0]}"`] : [])];
  return `class="${classes.join(' ')}" ${colours.join(' ')}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
