import { sumOf, uniquesOf } from './counted-event.ts';
import type { CountedEvent } from './counted-event.ts';

/** The events of one message, by what happened. */
export type MessageEvents = Readonly<Record<Happening, readonly CountedEvent[]>>;

export type Happening = keyof typeof METRICS | 'conversion';

/** The metrics of the vendor that tell it. Source: the vendor's list of supported metrics; read 2026-11-21. */
export const METRICS = {
  received: ['Received Email', 'Received SMS', 'Received Push', 'Received WhatsApp Message'],
  opened: ['Opened Email', 'Opened Push'],
  clicked: ['Clicked Email', 'Clicked SMS', 'Clicked WhatsApp Message'],
  bounced: ['Bounced Email', 'Bounced Push'],
  failed: ['Dropped Email', 'Failed to Deliver SMS', 'Failed to Deliver Automated Response SMS'],
  unsubscribed: ['Unsubscribed from Email Marketing', 'Unsubscribed from SMS Marketing'],
  complained: ['Marked Email as Spam'],
} as const;

/** A statistic of a message. Shares are from 0 to 1; what texting costs is 0, because nothing is sent. */
export function messageStatistic(name: string, events: MessageEvents): number {
  const count = (happening: Happening): number => events[happening].length;
  const uniques = (happening: Happening): number => uniquesOf(events[happening]);
  const delivered = count('received');
  const recipients = delivered + count('bounced') + count('failed');
  const value = sumOf(events.conversion);
  const statistics: Readonly<Record<string, number>> = {
    average_order_value: share(value, count('conversion')),
    bounce_rate: share(count('bounced'), recipients),
    bounced: count('bounced'),
    bounced_or_failed: count('bounced') + count('failed'),
    bounced_or_failed_rate: share(count('bounced') + count('failed'), recipients),
    click_rate: share(uniques('clicked'), delivered),
    click_to_open_rate: share(uniques('clicked'), uniques('opened')),
    clicks: count('clicked'),
    clicks_unique: uniques('clicked'),
    conversion_rate: share(uniques('conversion'), delivered),
    conversion_uniques: uniques('conversion'),
    conversion_value: value,
    conversions: count('conversion'),
    delivered,
    delivery_rate: share(delivered, recipients),
    failed: count('failed'),
    failed_rate: share(count('failed'), recipients),
    open_rate: share(uniques('opened'), delivered),
    opens: count('opened'),
    opens_unique: uniques('opened'),
    recipients,
    revenue_per_recipient: share(value, delivered),
    spam_complaint_rate: share(count('complained'), delivered),
    spam_complaints: count('complained'),
    unsubscribe_rate: share(uniques('unsubscribed'), delivered),
    unsubscribe_uniques: uniques('unsubscribed'),
    unsubscribes: count('unsubscribed'),
  };
  return statistics[name] ?? 0;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
