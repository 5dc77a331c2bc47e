import { InvalidArgumentError } from 'commander';

export function wholeNumber(least: number, most: number): (text: string) => number {
  return text => {
    const number = Number(text);
    if (!/^\d{1,10}$/.test(text) || number < least || number > most)
      throw new InvalidArgumentError(`It is not a whole number from ${least} to ${most}.`);
    return number;
  };
}

/** What a header can hold, and long enough to be found in a text. */
export function parseKey(text: string): string {
  if (!/^[\x21-\x7e]{16,200}$/.test(text))
    throw new InvalidArgumentError('It is not a key of 16 to 200 visible ASCII characters.');
  return text;
}

export function parseScopes(text: string): string[] {
  const scopes = text.split(',').filter(Boolean);
  if (!scopes.every(scope => /^[a-z-]+:(?:read|write)$/.test(scope)))
    throw new InvalidArgumentError('It is not a list of scopes such as profiles:read,events:write.');
  return scopes;
}

/** Paths are appended to it. */
export function parseSourceUrl(text: string): string {
  if (!URL.canParse(text) || new URL(text).protocol !== 'https:')
    throw new InvalidArgumentError('It is not an https address.');
  return text.endsWith('/') ? text : `${text}/`;
}

export function parseAccount(text: string): string {
  if (!/^[A-Za-z0-9]{6,7}$/.test(text))
    throw new InvalidArgumentError('It is not the id of an account, six letters and digits.');
  return text;
}

export function parseWorkspace(text: string): string {
  if (!/^\d{1,12}$/.test(text)) throw new InvalidArgumentError('It is not the id of a workspace, which is a number.');
  return text;
}

/** Below half a minute the rounds themselves would use up the rate limit of the account. */
export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 30 || seconds > 86_400)
    throw new InvalidArgumentError('It is not a number of seconds from 30 to 86400.');
  return seconds;
}

export function parseDay(text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text)
    throw new InvalidArgumentError('It is not a day in the form YYYY-MM-DD.');
  return text;
}
