/** A shorter text is no secret, and hiding it would make the output unreadable. */
const SHORTEST_SECRET = 16;

/**
 * Every form in which a runner could meet a secret in a log, each once: the runner masks only the literal texts that it is given.
 * `Basic` credentials, or a scheme before the key, are the key inside of a longer text in base64, whatever stands around it.
 */
export function formsOf(secret: string): string[] {
  const trimmed = secret.trim();
  const bytes = Buffer.from(trimmed);
  const forms = [
    secret,
    trimmed,
    bytes.toString('base64'),
    bytes.toString('base64url'),
    encodeURIComponent(trimmed.replaceAll(/\p{Cs}/gu, '\ufffd')),
    JSON.stringify(trimmed).slice(1, -1),
  ];
  return [...new Set([...forms, ...insideOfBase64(bytes)])].filter(form => form.trim() !== '');
}

/**
 * Makes a function that hides secrets, in every form, in every text of plain data. The runner masks neither the titles and files of
 * annotations nor what is written to a file.
 *
 * @param shortest forms that are shorter are left
 */
export function hiderOf(
  secrets: readonly (string | undefined)[],
  shortest = SHORTEST_SECRET,
): <Data>(data: Data) => Data {
  const forms = secrets.flatMap(secret => formsOf(secret ?? '').map(form => form.trim()));
  const hidden = [...new Set(forms)]
    .filter(form => form.length >= shortest)
    .sort((left, right) => right.length - left.length);
  return data => (hidden.length === 0 ? data : replaceIn(data, hidden));
}

/** What stays the same of the bytes in base64 at each of the three places at which they can begin in a group of three. */
function insideOfBase64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap(offset => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
    const text = shifted.toString('base64').replaceAll('=', '');
    const inner = text.slice([0, 2, 3][offset], shifted.length % 3 === 0 ? undefined : -1);
    return inner.length < SHORTEST_SECRET ? [] : [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function replaceIn<Data>(data: Data, hidden: readonly string[]): Data {
  if (typeof data === 'string') return hidden.reduce((text: string, form) => text.replaceAll(form, '…'), data) as Data;
  if (Array.isArray(data)) return data.map((item: unknown) => replaceIn(item, hidden)) as Data;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, replaceIn(value, hidden)])) as Data;
}
