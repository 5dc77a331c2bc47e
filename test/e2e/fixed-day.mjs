// Loaded before the bundle, so that what it says of a revision's age is the same on every day.
const shift = Date.parse('2026-11-20T12:00:00Z') - Date.now();
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [RealDate.now() + shift] : args));
  }

  static now() {
    return RealDate.now() + shift;
  }
};
