import { describe, expect, test } from 'vitest';
import { mentionsVendor as mentionsCustomerio } from '../../src/vendors/customerio/sign.ts';
import { mentionsVendor as mentionsKlaviyo } from '../../src/vendors/klaviyo/sign.ts';

describe('a name is found', () => {
  test.each([
    ['in one piece', "fetch('https://a.klaviyo.com/api')"],
    ['in two pieces', "const host = 'a.kla' + 'viyo.com';"],
    ['in pieces of one letter', "'k' + 'l' + 'a' + 'v' + 'i' + 'y' + 'o'"],
    ['in pieces over lines', 'const host =\n  "a.klav" +\n  "iyo.com";'],
    ['in pieces with the sign on the next line', "'a.kla'\n  + 'viyo.com'"],
    ['in pieces that are far apart', `'a.kla'${' '.repeat(200)}+${' '.repeat(200)}'viyo.com'`],
    ['in a list of pieces', "['kl', 'aviyo'].join('')"],
    ['with codes of letters', String.raw`'https://a.\x6blaviyo.com'`],
    ['with Unicode codes of letters', String.raw`'https://a.\u006blavi\u{79}o.com'`],
    ['with a long code', String.raw`'https://a.\u{00000000006b}laviyo.com'`],
    ['over the end of a line', "'https://a.kla\\\nviyo.com'"],
    ['backwards', "'moc.oyivalk.a'"],
    ['in base64', `atob('${btoa('https://a.klaviyo.com')}')`],
    ['in base64, one further', `atob('${btoa('//a.klaviyo.com')}')`],
    ['in base64, two further', `atob('${btoa('/a.klaviyo.com')}')`],
    ['as a list of codes', `[${[...Buffer.from('a.klaviyo.com')].join(', ')}]`],
    ['with codes of an address', "'https://a.%6blaviy%6F.com'"],
    ['in wide letters', "'a.ｋlaviyo.com'"],
    ['in wide letters, as bytes', Buffer.from("'a.ｋｌAＶiyo.com'").toString('latin1')],
    ['in bold letters', "'https://a.𝐤laviyo.com'"],
    ['in bold letters, as bytes', Buffer.from("'https://a.𝐤laviyo.com'").toString('latin1')],
    ['with a soft hyphen', "'https://a.kla\u00ADviyo.com/api'"],
    ['with an escaped tab', String.raw`'https://a.kla\tviyo.com'`],
  ])("Klaviyo's %s", (_, text) => {
    expect(mentionsKlaviyo(text)).toBe(true);
    expect(mentionsCustomerio(text)).toBe(false);
  });

  test.each([
    ['in two pieces', "const host = 'track.customer' + '.io';"],
    ['with the sign in the first', "const host = 'track.customer.' + 'io';"],
    ['in the middle of a word', "const host = `track.cust` + 'omer.io';"],
    ['with codes of letters', String.raw`'track.\x63ustomer\x2eio'`],
  ])("Customer.io's %s", (_, text) => {
    expect(mentionsCustomerio(text)).toBe(true);
    expect(mentionsKlaviyo(text)).toBe(false);
  });
});

test.each([
  ['pieces of other words', "'k' + 'eyboard'; 'customer' + 'input'; ['customer', 'order']"],
  ['codes of other letters', String.raw`'\x1b[31m' + '\u00e9' + '\x41bc'`],
  ['pieces with something between', "'kla' + separator + 'viyo'"],
  ['base64 of other words', `atob('${btoa('https://a.example/lavish')}')`],
  ['other lists of codes', '[107, 108, 97, 119, 105, 121, 111]'],
  ['codes of other addresses', "'https://a.example/%6b%20%61'"],
  ['wide letters of other words', "'ｋｅｙ' + 'https://müller.example/' + 'https://b.example/ä'"],
  ['pieces that are no texts', 'kla + viyo'],
])('%s are no name', (_, text) => {
  expect(mentionsKlaviyo(text)).toBe(false);
  expect(mentionsCustomerio(text)).toBe(false);
});
