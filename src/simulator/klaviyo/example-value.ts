import { oneOf, seeded, shortId, uuid } from '../seeded.ts';

/** A field, for which there is to be a value. */
export interface Place {
  seed: number;
  /** Of the resource that the field belongs to. */
  type: string;
  id: string;
  /** Path of the field in the resource: `location.city`. */
  path: string;
}

const DAY_MS = 86_400_000;
/** All dates are in the year from here on, whatever the day is. */
const FIRST_DAY = Date.UTC(2025, 0, 1);

/**
 * Texts by name of the field, the first that fits. All are made up: reserved names (RFC 2606), telephone numbers for fiction
 * (555-0100 to 555-0199), addresses for documentation (RFC 5737).
 */
const TEXTS: readonly [name: RegExp, text: (place: Place) => string][] = [
  [/email/, place => `person-${mark(place)}@example.com`],
  [/phone_number|^to$/, fictionalNumber],
  [
    /(?:^|_)(?:url|uri|href|image|link|website)$/,
    ({ type, id }) => `https://example.com/${encodeURIComponent(type)}/${encodeURIComponent(id)}`,
  ],
  [/^uuid$/, ({ seed, id, path }) => uuid(seed, id, path)],
  [/^external_id$/, place => `example-${mark(place)}`],
  [/(?:^|_)id$/, ({ seed, id, path }) => shortId(seed, id, path)],
  [/timezone/, () => 'Etc/UTC'],
  [/currency/, () => 'USD'],
  [/locale|language/, () => 'en-US'],
  [/^country$/, () => 'Exampleland'],
  [/^city$/, () => 'Exampleton'],
  [/^(?:zip|postal_code)$/, () => '00000'],
  [/^ip$/, () => '192.0.2.1'],
  [/^first_name$/, () => 'Sample'],
  [/^last_name$/, place => `Person-${mark(place)}`],
  [/latitude|longitude/, () => '0.5'],
  [/^status$/, () => 'live'],
  [/^unit$/, () => 'day'],
  [/date_of_birth$/, () => '2000-01-01'],
  [/color/, () => '#336699'],
  [/html|^body$|^content$/, () => '<p>Example</p>'],
  [/(?:^|_)name$/, place => `Example ${place.type} ${mark(place)}`],
];

const AREAS = [202, 212, 303, 305, 312, 404, 415, 503, 512, 602, 617, 702, 713, 718, 808, 818, 907, 917];

/** Two people seldom have the same. */
function fictionalNumber({ seed, id }: Place): string {
  const line = 100 + (seeded(seed, id) % 100);
  return `+1${oneOf(AREAS, seed, id, 'area')}555${String(line).padStart(4, '0')}`;
}

/** A text for a field, by its name. */
export function exampleText(place: Place): string {
  const name = lastName(place.path);
  const found = TEXTS.find(([pattern]) => pattern.test(name));
  return found === undefined ? `Example ${name.replaceAll(/[_-]/g, ' ')}` : found[1](place);
}

/** A moment of the year 2025; what was updated is younger than what was created. */
export function exampleDate(place: Place): string {
  const name = lastName(place.path);
  const created = seeded(place.seed, place.type, place.id) % 180;
  const later = /creat/.test(name) ? 0 : 1 + (seeded(place.seed, place.id, name) % 180);
  const second = seeded(place.seed, place.id, name, 'time') % 86_400;
  return `${new Date(FIRST_DAY + (created + later) * DAY_MS + second * 1000).toISOString().slice(0, 19)}+00:00`;
}

/** A whole number, or a share of one where the name says so. */
export function exampleNumber({ seed, id, path }: Place): number {
  const value = seeded(seed, id, path);
  return /rate|probability|latitude|longitude/.test(lastName(path)) ? (value % 100) / 100 : value % 100;
}

/** By name: of a union that the shapes know by one form, this value goes with that form; one name has one value only. */
const FIXED: Readonly<Record<string, boolean>> = { is_local: true, is_member: true, wrap_content: false };

/** What can be switched on is off. */
export function exampleBoolean({ seed, type, id, path }: Place): boolean {
  const name = lastName(path);
  if (name === 'enabled') return type === 'webhook';
  return FIXED[name] ?? seeded(seed, id, path) % 2 === 0;
}

/** What is finished, so that polling ends. */
const FINAL = /^(?:complete|completed|finished|processed|success|active|live|Sent|SUBSCRIBED|featured|published)$/;

/** One of the values that a field may have. */
export function exampleLiteral(values: readonly string[], { seed, id, path }: Place): string {
  return values.find(value => FINAL.test(value)) ?? oneOf(values, seed, id, path);
}

function lastName(path: string): string {
  return path.split('.').at(-1)!.toLowerCase();
}

/** Distinguishes resources for a reader. */
function mark({ seed, type, id }: Place): string {
  return String(seeded(seed, type, id, 'mark') % 1_000_000).padStart(6, '0');
}
