import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Why Klaviyo refuses a phone number. */
export interface PhoneProblem {
  kind: 'notE164' | 'impossible';
  /** The same number in E.164, where its country is written with it. */
  e164: string | undefined;
}

const E164 = /^\+[1-9]\d{1,14}$/;
const SCHEME = /^(?:tel|sms|whatsapp):/i;
/** Digits and the signs that people write between them. Anything else is a placeholder or a text that is filled in later. */
const NUMBER = /^[\d\s+().\-–/\u{a0}]+$/u;
/** Texts that stand for a number that nobody knows. */
const FILLER = /^(?:n\/?a|none|null|undefined|unknown|not provided)$/i;
const EXTENSION = /(?:ext\.?|extension|x|#|;ext=) ?\d{1,6}$/i;
const FEWEST_DIGITS = 3;

/**
 * What is wrong with a text that is sent as a phone number; undefined for a number in E.164 and for what is none, such as a
 * placeholder. A number that nobody can have is refused as well.
 * Source: `phone_number` in klaviyo/openapi, revision 2026-07-15; read on 2026-11-22.
 */
export function problemWithPhoneNumber(text: string): PhoneProblem | undefined {
  const number = text.trim().replace(SCHEME, '').replace(EXTENSION, '').trim();
  if (FILLER.test(number)) return { kind: 'notE164', e164: undefined };
  if (!NUMBER.test(number) || number.replaceAll(/\D/g, '').length < FEWEST_DIGITS) return undefined;
  const parsed = parsePhoneNumberFromString(number.replace(/^00/, '+'));
  const e164 = parsed?.isValid() ? parsed.number : undefined;
  if (!E164.test(text)) return { kind: 'notE164', e164 };
  return e164 === undefined ? { kind: 'impossible', e164 } : undefined;
}

/** Whether a text that is quoted in a source may be a phone number, whether or not that reaches Klaviyo. */
export function mayHoldPhoneNumber(source: string): boolean {
  return /['"`]\s*(?:[a-z]+:)?[+(]*\d[\d\s().+\-–/]{3,}['"`]/i.test(source);
}
