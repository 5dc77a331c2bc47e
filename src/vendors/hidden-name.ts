/** Letters of the width of an ideograph, as text, and as bytes of UTF-8 that are read one by one. */
const WIDE = /[\uFF21-\uFF3A\uFF41-\uFF5A]|\u00EF\u00BD[\u0081-\u009A]|\u00EF\u00BC[\u00A1-\u00BA]/g;
/** An address whose host holds a code, or what is not ASCII. */
const FOREIGN_HOST = /:\/\/[\w.-]{0,60}[%\u0080-\uFFFF][^\s'"`\\/?#]{0,100}/g;

/**
 * Makes a search for a name that only shows in what is made of the text at run time: backwards, in base64, as a list of codes, or in an
 * address with codes or other letters in its host.
 *
 * Nearly all texts of a project have no such name, so each way costs no more than the search for a rare beginning.
 *
 * @param name letters in lower case
 */
export function hiddenNameSearch(name: string): (text: string) => boolean {
  const wholes = [backwards(name), ...base64Pieces(name)].map(whole => ({ whole, end: fromRareLetter(whole) }));
  const isWhole = (text: string): boolean =>
    wholes.some(({ whole, end }) => text.includes(end) && text.includes(whole));
  const codes = Array.from(name, letter => letter.charCodeAt(0));
  const list = new RegExp(codes.join(String.raw`\s{0,20},\s{0,20}`));
  const [first = ''] = codes.map(String);
  const isIn = (text: string): boolean => text.toLowerCase().includes(name);
  return text =>
    isWhole(text) ||
    (text.includes(first) && list.test(text)) ||
    isInWideLetters(text, isIn) ||
    (text.match(FOREIGN_HOST) ?? []).some(address => isIn(hostIn(address)));
}

/** The end of a sign that begins with the rarest letter in source: a text is searched for the first letter, and looked at behind each. */
function fromRareLetter(sign: string): string {
  const start = sign.search(/[A-Z\djkqvwxyz]/);
  return start > 0 && sign.length - start >= 4 ? sign.slice(start) : sign;
}

/** A pattern for a name, also with escaped tabs and line breaks in it, which an address loses. */
export function withBlanks(name: string): RegExp {
  return new RegExp(Array.from(name).join(String.raw`(?:\\[tnr])*`), 'i');
}

function backwards(name: string): string {
  return Array.from(name).toReversed().join('');
}

/** What is the same in the base64 of any text that holds the name: one piece for each of the three places where it can begin. */
function base64Pieces(name: string): string[] {
  return [0, 1, 2].map(offset => {
    const code = btoa('\0'.repeat(offset) + name);
    const [first, end] = [Math.ceil((offset * 8) / 6), Math.floor(((offset + name.length) * 8) / 6)];
    return code.slice(first, end);
  });
}

function isInWideLetters(text: string, isIn: (text: string) => boolean): boolean {
  const mayBe = text.includes('\u00EF\u00BD') || text.includes('\u00EF\u00BC') || /[\uFF21-\uFF5A]/.test(text);
  return mayBe && isIn(text.replaceAll(WIDE, plainLetter));
}

function hostIn(address: string): string {
  const url = `https${decoded(address)}`;
  return URL.canParse(url) ? new URL(url).host : '';
}

/** Of a full-width letter and of its last byte, the lower bits tell which one it is. */
function plainLetter(letter: string): string {
  const code = letter.charCodeAt(letter.length - 1);
  return String.fromCharCode(letter.length === 1 ? code - 0xfe_e0 : letter[1] === '\u00BD' ? code - 0x20 : code - 0x60);
}

/** Files are searched as bytes, one sign for each. */
function decoded(address: string): string {
  if (/[^\0-\u00FF]/.test(address)) return address;
  const bytes = Uint8Array.from(address, sign => sign.charCodeAt(0));
  const text = new TextDecoder().decode(bytes);
  return text.includes('\uFFFD') ? address : text;
}
