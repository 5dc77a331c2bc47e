/** A shorter text is no secret, and hiding it would make the output unreadable. */
const SHORTEST_SECRET = 16;

/**
 * Makes a function that hides the given key, whatever its shape, in every text of plain data. The runner masks neither the
 * titles and files of annotations nor what is written to a file.
 */
export function keyHider(key: string): <Data>(data: Data) => Data {
  const secret = key.trim();
  return data => (secret.length < SHORTEST_SECRET ? data : replaceIn(data, secret));
}

function replaceIn<Data>(data: Data, secret: string): Data {
  if (typeof data === 'string') return data.replaceAll(secret, '…') as Data;
  if (Array.isArray(data)) return data.map((item: unknown) => replaceIn(item, secret)) as Data;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, replaceIn(value, secret)])) as Data;
}
