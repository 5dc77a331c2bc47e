/** Encodes a path with `/` as the path of a URL, segment by segment, so that nothing in it can be read as another part of one. */
export function percentEncoded(path: string): string {
  const wellFormed = path.replaceAll(/\p{Cs}/gu, '\ufffd');
  return wellFormed
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replaceAll(/[!'()*]/g, percentEncodedMark);
}

/** Encodes one ASCII character. */
export function percentEncodedMark(mark: string): string {
  return `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
