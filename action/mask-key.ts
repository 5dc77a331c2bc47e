/** Every form in which a runner could meet the key in a log, each once: the runner masks nothing but what it is told literally. */
export function formsOf(key: string): string[] {
  const trimmed = key.trim();
  const bytes = Buffer.from(trimmed);
  const forms = [key, trimmed, bytes.toString('base64'), bytes.toString('base64url'), encodeURIComponent(trimmed.replaceAll(/\p{Cs}/gu, '\ufffd')), JSON.stringify(trimmed).slice(1, -1)];
  return [...new Set(forms)].filter(form => form.trim() !== '');
}
