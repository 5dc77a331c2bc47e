const E164 = /^\+[1-9]\d{1,14}$/;

/** Gives a phone number if it is one of E.164. */
export function validatePhoneNumber(text: string): string | undefined {
  const digits = text.replaceAll(/[\s().-]/g, '');
  return E164.test(digits) ? digits : undefined;
}
