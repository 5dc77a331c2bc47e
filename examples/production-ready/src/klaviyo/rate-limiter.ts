/** Lets so many calls be under way at a time. */
export class RateLimiter {
  private readonly waiting: (() => void)[] = [];
  private free: number;

  constructor(most: number) {
    this.free = most;
  }

  async run<Result>(call: () => Promise<Result>): Promise<Result> {
    if (this.free === 0) await new Promise<void>(resolve => this.waiting.push(resolve));
    else this.free -= 1;
    try {
      return await call();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}
