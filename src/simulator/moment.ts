const MOMENT = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+ -]\d{2}:?\d{2})?)?$/;
const ZONE = /(?:Z|[+ -]\d{2}:?\d{2})$/;

/** The moment that a text tells, in milliseconds; without a zone it is UTC. A plus of the zone may have become a space on the way. */
export function momentOf(text: string): number | undefined {
  if (!MOMENT.test(text)) return undefined;
  const [day, time, zone] = [
    text.slice(0, 10),
    /^[\d:.]+/.exec(text.slice(11))?.[0] ?? '00:00',
    ZONE.exec(text.slice(11))?.[0] ?? 'Z',
  ];
  const milliseconds = Date.parse(`${day}T${time}${zone.replace(' ', '+')}`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** Whether a moment tells its zone. */
export function hasZone(text: string): boolean {
  return ZONE.test(text.slice(11));
}
