/**
 * The topics that a webhook can subscribe to, by the name of the metric.
 *
 * Source: the vendor's pages on system webhooks, read 2026-11-20; the exact ids of most are not published, so they follow the one that
 * klaviyo/openapi shows, `event:klaviyo.sent_sms`.
 */
const TOPICS: Readonly<Record<string, string>> = {
  'Received Email': 'event:klaviyo.received_email',
  'Opened Email': 'event:klaviyo.opened_email',
  'Clicked Email': 'event:klaviyo.clicked_email',
  'Bounced Email': 'event:klaviyo.bounced_email',
  'Dropped Email': 'event:klaviyo.dropped_email',
  'Marked Email as Spam': 'event:klaviyo.marked_email_as_spam',
  'Subscribed to Email Marketing': 'event:klaviyo.subscribed_to_email_marketing',
  'Unsubscribed from Email Marketing': 'event:klaviyo.unsubscribed_from_email_marketing',
  'Manually Suppressed from Email Marketing': 'event:klaviyo.manually_suppressed_from_email_marketing',
  'Manually Unsuppressed from Email Marketing': 'event:klaviyo.manually_unsuppressed_from_email_marketing',
  'Sent SMS': 'event:klaviyo.sent_sms',
  'Received SMS': 'event:klaviyo.received_sms',
  'Clicked SMS': 'event:klaviyo.clicked_sms',
  'Failed to Deliver SMS': 'event:klaviyo.failed_to_deliver_sms',
  'Subscribed to SMS Marketing': 'event:klaviyo.subscribed_to_sms_marketing',
  'Unsubscribed from SMS Marketing': 'event:klaviyo.unsubscribed_from_sms_marketing',
  'Received Push': 'event:klaviyo.received_push',
  'Opened Push': 'event:klaviyo.opened_push',
  'Bounced Push': 'event:klaviyo.bounced_push',
  'Ready to Review': 'event:klaviyo.ready_to_review',
};

export const WEBHOOK_TOPICS: readonly string[] = Object.values(TOPICS);

/** The topic of a metric; undefined for one without a topic. */
export function topicOf(metric: string): string | undefined {
  return Object.hasOwn(TOPICS, metric) ? TOPICS[metric] : undefined;
}
