const WIDTH = 1000;
const MARGIN = 20;
const STYLE = `
  svg { --paper: #ffffff; --ink: #1f2328; --quiet: #59636e; --line: #d1d9e0; --bar: #f6f8fa; --marked: #ffebe9; --bad: #cf222e; --good: #1f883d; --paler: #dafbe1; }
  @media (prefers-color-scheme: dark) {
    svg { --paper: #0d1117; --ink: #f0f6fc; --quiet: #9198a1; --line: #3d444d; --bar: #151b23; --marked: #25171c; --bad: #f85149; --good: #238636; --paler: #12261e; }
  }
  text { font: 13px -apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif; fill: var(--ink); white-space: pre; }
  .code { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; }
  .quiet { fill: var(--quiet); }
  .strong { font-weight: 600; }
  .right { text-anchor: end; }
  .bad { fill: var(--bad); }
  .paper { fill: var(--paper); }
  .bar { fill: var(--bar); stroke: var(--line); }
  .marked { fill: var(--marked); }
  .box { fill: var(--paper); stroke: var(--line); }
  .ticked { fill: var(--good); stroke: var(--good); }
  .tick { fill: none; stroke: #ffffff; stroke-width: 2; }
  .gate { fill: var(--paler); stroke: var(--good); }
  .arrow { fill: none; stroke: var(--quiet); stroke-width: 1.5; }`;

/** A picture that grows downwards, in the look of GitHub's pages, light or dark as the reader's. */
export class Drawing {
  #y = MARGIN;
  readonly #shapes: string[] = [];

  space(height: number): void {
    this.#y += height;
  }

  /** A bar with a title; `failed` puts the sign of a failed check before it. */
  heading(title: string, state?: 'failed'): void {
    this.#box(MARGIN, 38, 'bar');
    if (state === 'failed') this.#text(MARGIN + 14, 24, '✕', 'strong bad');
    this.#text(MARGIN + (state === undefined ? 14 : 34), 24, title, state === undefined ? 'code' : 'strong');
    this.space(38);
  }

  paragraph(text: string): void {
    this.#text(MARGIN + 14, 26, text, 'strong');
    this.space(40);
  }

  codeLine(number: number, code: string, isMarked: boolean): void {
    if (isMarked) this.#box(MARGIN, 22, 'marked');
    this.#text(MARGIN + 14, 16, String(number).padStart(3), 'code quiet');
    this.#text(MARGIN + 56, 16, code, 'code');
    this.space(22);
  }

  annotation(kind: string, title: string, message: string): void {
    this.space(8);
    this.#box(MARGIN + 56, 66, 'box');
    this.#shapes.push(`<rect x="${MARGIN + 56}" y="${this.#y}" width="4" height="66" class="bad"/>`);
    this.#text(MARGIN + 76, 26, `✕  ${kind}`, 'strong bad');
    this.#text(MARGIN + 256, 26, title, 'strong');
    this.#text(MARGIN + 76, 50, message);
    this.space(66 + 12);
  }

  row(place: string, message: string, rule: string): void {
    this.#shapes.push(`<path d="M${MARGIN} ${this.#y}H${WIDTH - MARGIN}" stroke="var(--line)"/>`);
    this.#text(MARGIN + 14, 22, place, 'code');
    this.#text(MARGIN + 200, 22, message);
    this.#text(WIDTH - MARGIN - 14, 22, rule, 'code quiet right');
    this.space(34);
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
        `<rect x="${left}" y="${this.#y + 6}" width="${WIDTH - MARGIN - 14 - left}" height="28" rx="6" class="box"/>`,
      );
      this.#text(left + 12, 25, label, 'code strong');
    } else {
      this.#shapes.push(
        `<rect x="${left}" y="${this.#y + 12}" width="16" height="16" rx="3" class="${state === 'on' ? 'ticked' : 'box'}"/>`,
      );
      if (state === 'on') this.#shapes.push(`<path d="M${left + 3.5} ${this.#y + 20.5}l3.5 3.5 6-7" class="tick"/>`);
      this.#text(left + 28, 25, label, state === 'on' ? 'strong' : '');
    }
    if (note !== undefined) this.#text(WIDTH - MARGIN - (state === 'value' ? 26 : 14), 25, note, 'quiet right');
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
        `<rect x="${left}" y="${this.#y}" width="${width}" height="80" rx="6" class="${isGate ? 'gate' : 'box'}"/>`,
      );
      if (index > 0)
        this.#shapes.push(`<path d="M${left - gap + 4} ${middle}h${gap - 10}m-5 -5l5 5l-5 5" class="arrow"/>`);
      this.#text(left + 14, 34, title, 'strong');
      this.#text(left + 14, 56, text, 'quiet');
    }
    this.space(80);
  }

  /** A sentence below. */
  remark(text: string): void {
    this.#text(MARGIN + 14, 22, text, 'quiet');
    this.space(30);
  }

  toSvg(title: string): string {
    const height = this.#y + MARGIN;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}">`,
      `<style>${STYLE}\n</style>`,
      `<rect width="${WIDTH}" height="${height}" rx="8" class="paper"/>`,
      ...this.#shapes,
      '</svg>',
      '',
    ].join('\n');
  }

  #box(x: number, height: number, style: string): void {
    this.#shapes.push(
      `<rect x="${x}" y="${this.#y}" width="${WIDTH - MARGIN - x}" height="${height}" rx="4" class="${style}"/>`,
    );
  }

  #text(x: number, down: number, text: string, style = ''): void {
    this.#shapes.push(
      `<text x="${x}" y="${this.#y + down}" class="${style}" xml:space="preserve">${escaped(text)}</text>`,
    );
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
