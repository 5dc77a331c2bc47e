import type { Account } from '../account.ts';
import type { Write } from '../effects/effect.ts';
import { at, textAt, textOf } from '../../json.ts';
import { eventsNamed, eventsOf } from './counted-event.ts';
import type { CountedEvent } from './counted-event.ts';
import { messageStatistic, METRICS } from './message-statistics.ts';
import type { Happening, MessageEvents } from './message-statistics.ts';
import { oneOf, reportEffect } from './report.ts';
import type { Subject } from './report.ts';
import type { Range } from './time-steps.ts';

const LISTS = ['contains-any', 'contains-all'];

/**
 * What came of campaigns: of those whose messages have events in the time frame. An event belongs to the message that its property
 * `$message` names; a conversion to that of `$attributed_message`, or of `$message` without one.
 *
 * Source of the statistics and groupings: klaviyo/openapi, `query_campaign_values`, revision 2026-07-15; read 2026-11-21.
 */
export const queryCampaigns = reportEffect({
  usual: ['campaign_id', 'campaign_message_id', 'send_channel'],
  needed: ['campaign_id', 'campaign_message_id'],
  filters: new Map([
    ...oneOf('send_channel', 'campaign_id', 'campaign_message_id', 'campaign_message_name'),
    ...oneOf('variation', 'variation_name', 'text_message_format'),
    ['tag_id', LISTS],
    ['tag_name', LISTS],
  ]),
  links: [['campaign', 'campaign_id']],
  subjects: (write, range) =>
    subjectsOf(write, range, ({ account, message }) => {
      const [campaign] = account.linked({ type: 'campaign-message', id: message }, 'campaign');
      if (campaign === undefined) return undefined;
      const { definition } = account.attributesOf('campaign-message', message);
      return {
        campaign_id: campaign,
        campaign_message_id: message,
        campaign_message_name: textAt(definition, 'label') ?? '',
        send_channel: channelNamed(textAt(definition, 'channel') ?? 'email'),
        ...tagsOf(account, 'campaign', campaign),
      };
    }),
});

/** What came of flows; an event names its flow as `$flow` and the message of it as `$message`. */
export const queryFlows = reportEffect({
  usual: ['flow_id', 'flow_message_id', 'send_channel'],
  needed: ['flow_id', 'flow_message_id'],
  filters: new Map([
    ...oneOf('flow_id', 'flow_message_id', 'flow_name', 'flow_message_name', 'send_channel'),
    ...oneOf('variation', 'variation_name', 'text_message_format'),
    ['tag_id', LISTS],
    ['tag_name', LISTS],
  ]),
  links: [
    ['flow', 'flow_id'],
    ['flow-message', 'flow_message_id'],
  ],
  subjects: (write, range) =>
    subjectsOf(write, range, ({ account, message, events }) => {
      const flow = textOf(events.find(({ properties }) => '$flow' in properties)?.properties['$flow']);
      if (!account.has('flow', flow)) return undefined;
      return {
        flow_id: flow,
        flow_message_id: message,
        flow_name: textAt(account.attributesOf('flow', flow), 'name') ?? '',
        flow_message_name: textAt(account.attributesOf('flow-message', message), 'name') ?? '',
        send_channel: channelNamed(textAt(account.attributesOf('flow-message', message), 'channel') ?? 'email'),
        ...tagsOf(account, 'flow', flow),
      };
    }),
});

interface Message {
  account: Account;
  message: string;
  events: readonly CountedEvent[];
}

/** Each message with events in the range of which it is known what it belongs to. */
function subjectsOf(
  { account, body }: Write,
  range: Range,
  groupingsOf: (message: Message) => Subject['groupings'] | undefined,
): Subject[] {
  const conversion = textAt(body, 'data', 'attributes', 'conversion_metric_id') ?? '';
  const events = happeningsIn(account, conversion);
  const names = new Set(
    Object.values(events).flatMap(each => each.filter(event => isWithin(event, range)).map(messageOf)),
  );
  return [...names].flatMap(message => {
    const own = only(events, event => messageOf(event) === message);
    const groupings = groupingsOf({ account, message, events: Object.values(own).flat() });
    if (message === '' || groupings === undefined) return [];
    const measure = (statistic: string, within: Range): number =>
      messageStatistic(
        statistic,
        only(own, event => isWithin(event, within)),
      );
    return [{ groupings, measure }];
  });
}

function happeningsIn(account: Account, conversion: string): MessageEvents {
  const known = Object.entries(METRICS).map(([happening, names]) => [
    happening,
    names.flatMap(name => eventsNamed(account, name)),
  ]);
  return {
    ...(Object.fromEntries(known) as Record<keyof typeof METRICS, CountedEvent[]>),
    conversion: eventsOf(account, conversion),
  };
}

function only(events: MessageEvents, isWanted: (event: CountedEvent) => boolean): MessageEvents {
  return Object.fromEntries(
    Object.entries(events).map(([happening, each]) => [happening, each.filter(isWanted)]),
  ) as Record<Happening, CountedEvent[]>;
}

function messageOf({ properties }: CountedEvent): string {
  return textOf(properties['$attributed_message'] ?? properties['$message']);
}

function isWithin({ time }: CountedEvent, { start, end }: Range): boolean {
  return time >= start && time < end;
}

/** What a report calls a channel. */
function channelNamed(channel: string): string {
  return channel === 'mobile_push' ? 'push-notification' : channel;
}

function tagsOf(account: Account, type: string, id: string): Record<string, string[]> {
  const tags = account.linked({ type, id }, 'tag');
  return { tag_id: tags, tag_name: tags.map(tag => String(at(account.attributesOf('tag', tag), 'name'))) };
}
