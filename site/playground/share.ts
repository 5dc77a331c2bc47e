import { LANGUAGES, type Language } from './checker.ts';

/** The most characters that a link may unpack to, so that a small link cannot fill the memory. */
export const LONGEST_CODE = 100_000;

/** The part of a link behind `#`: the language, and the code, compressed. */
export async function toFragment(code: string, language: Language): Promise<string> {
  const packed = new Blob([code]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const text = Array.from(bytes, byte => String.fromCharCode(byte)).join('');
  return `#${language}=${btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

/** @returns what a link holds; undefined where it holds nothing @throws Error if what it holds is damaged or too long */
export async function fromFragment(fragment: string): Promise<{ code: string; language: Language } | undefined> {
  const [, language, packed] = /^#(\w+)=([\w-]+)$/.exec(fragment) ?? [];
  if (language === undefined || packed === undefined || !(language in LANGUAGES)) return undefined;
  const text = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(text, character => character.charCodeAt(0));
  return { code: await unpacked(bytes), language: language as Language };
}

async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let code = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    code += part.value;
    if (code.length > LONGEST_CODE) throw new Error('too long');
  }
  return code;
}
