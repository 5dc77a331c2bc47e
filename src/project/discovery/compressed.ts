/**
 * What compressed files and archives begin with: gzip, ZIP (which office documents and Java archives are, too), bzip2, xz, Zstandard,
 * 7-Zip, RAR and `compress`. Images and fonts have their own formats, in which only the picture is compressed.
 *
 * Source: RFC 1952, APPNOTE.TXT 6.3.10 of PKWARE, RFC 8878, and file formats as `magic(5)` knows them; read 2026-11-23.
 */
const BEGINNINGS = [
  '\x1F\x8B\x08',
  'PK\x03\x04',
  'PK\x07\x08PK\x03\x04',
  ...Array.from('123456789', level => `BZh${level}1AY&SY`),
  '\xFD7zXZ\0',
  '\x28\xB5\x2F\xFD',
  '7z\xBC\xAF\x27\x1C',
  'Rar!\x1A\x07',
  '\x1F\x9D',
].map(beginning => Buffer.from(beginning, 'latin1'));

/** Returns whether the bytes of a file show, whatever its name, that its contents are compressed. */
export function isCompressed(bytes: Buffer): boolean {
  return BEGINNINGS.some(beginning => bytes.subarray(0, beginning.length).equals(beginning));
}
