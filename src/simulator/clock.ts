/** The simulated time, in milliseconds since 1970. */
export class Clock {
  readonly #read: () => number;
  #ahead = 0;

  /**
   * @param day `YYYY-MM-DD`, on which the clock starts where it is moved by requests only
   * @param tickMs how far each request moves it; undefined for the machine's own time
   */
  constructor(day: string, tickMs: number | undefined) {
    let moment = Date.parse(`${day}T12:00:00Z`);
    this.#read = tickMs === undefined ? Date.now : () => moment;
    this.#step = tickMs === undefined ? () => undefined : () => void (moment += tickMs);
  }

  readonly #step: () => void;

  get now(): number {
    return this.#read() + this.#ahead;
  }

  /** How far it was moved, in milliseconds. */
  get ahead(): number {
    return this.#ahead;
  }

  /** Lets a request come, which takes its time where nothing else moves the clock. @returns now */
  tick(): number {
    this.#step();
    return this.now;
  }

  /** Moves it, also backwards. */
  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
  }

  /** Makes it another time. */
  set(moment: number): void {
    this.#ahead += moment - this.now;
  }
}
