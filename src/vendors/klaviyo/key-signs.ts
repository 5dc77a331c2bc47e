/** The letters that a key begins with, as they are and at each of the three places of base64. */
const PLAIN_SIGNS = ['pk_', 'cGtf', 'BrX', 'wa1'];

const LINE_END = String.raw`\r?\n[ \t]{0,80}`;

/** How a beginning looks that is in pieces, escaped or wrapped, or has two bytes for each letter. */
export const HIDDEN_SIGN = [
  String.raw`["'\`]k[_"'\`\\]|pk\\?["'\`]`,
  String.raw`(?:\\x|\\u00|\\U000000|\{0{0,4}|[%=]|&#[xX]0{0,4})5[fF]|&#0{0,4}95;|\\137|&lowbar;`,
  String.raw`(?:6[bB]\}?|107|153);?_|(?:70\}?|112|160);?k_`,
  `c${LINE_END}Gtf|cG${LINE_END}tf|cGt${LINE_END}f|B${LINE_END}rX|Br${LINE_END}X|w${LINE_END}a1|wa${LINE_END}1`,
  String.raw`p\0{1,3}k\0`,
].join('|');

/** How a beginning looks that is written as the codes of its letters, or backwards. */
const SPELLED_SIGN = [
  String.raw`112,\s{0,40}107,`,
  String.raw`0x70,\s{0,40}0x6[bB]`,
  '70[ :-]?6[bB][ :-]?5[fF]',
  '_kp',
].join('|');

const HIDDEN = new RegExp(HIDDEN_SIGN);
const SPELLED = new RegExp(SPELLED_SIGN);

/** Tells quickly whether a text, or the bytes of one, may hold a key as it is or in base64; most texts hold no sign of one. */
export function mayHoldPlainKey(text: { includes(sign: string): boolean }): boolean {
  return PLAIN_SIGNS.some(sign => text.includes(sign));
}

/** Tells quickly whether a text, or the bytes of one, may hold a key in any form that is known. */
export function mayHoldKey(text: string | Buffer): boolean {
  if (mayHoldPlainKey(text)) return true;
  const letters = typeof text === 'string' ? text : text.toString('latin1');
  return HIDDEN.test(letters) || SPELLED.test(letters);
}
