import type { Account } from '../account.ts';
import { vendorDate } from '../created-attributes.ts';
import { at, textAt } from '../../json.ts';
import { notFound } from '../admission.ts';
import { quotable } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { attributesOf, itemsOf, referencesIn } from './effect.ts';
import { recordEvent } from './events.ts';
import type { Effect } from './effect.ts';
import { createResource } from './plain.ts';

/** How a campaign is sent that does not say it. */
const USUAL = { send_strategy: { method: 'immediate' }, send_options: { use_smart_sending: true } };

/** Creates a campaign with its messages. */
export const createCampaign: Effect = ({ account, body }) => {
  const { 'campaign-messages': messages, ...attributes } = attributesOf(at(body, 'data'));
  const id = account.create('campaign', { ...USUAL, ...attributes });
  for (const data of itemsOf(at(messages, 'data'))) {
    const message = createResource(account, 'campaign-message', data);
    account.link({ type: 'campaign', id }, { type: 'campaign-message', id: message });
  }
  return { id };
};

/** Copies a campaign with its messages, as a draft. */
export const cloneCampaign: Effect = ({ account, body }) => {
  const original = textAt(body, 'data', 'id') ?? '';
  if (!account.has('campaign', original)) return missing('campaign', original);
  const attributes = account.attributesOf('campaign', original);
  const name = textAt(body, 'data', 'attributes', 'new_name') ?? `Clone of ${String(attributes['name'])}`;
  const id = account.create('campaign', { ...withoutDates(attributes), name, status: 'Draft' });
  for (const message of account.linked({ type: 'campaign', id: original }, 'campaign-message')) {
    const copy = account.create('campaign-message', withoutDates(account.attributesOf('campaign-message', message)));
    account.link({ type: 'campaign', id }, { type: 'campaign-message', id: copy });
  }
  return { id };
};

/** Sends a campaign, which is over at once: everyone who may be written to has an event of having received its message. */
export const sendCampaign: Effect = ({ account, body, now, type }) => {
  const id = textAt(body, 'data', 'id') ?? '';
  if (!account.has('campaign', id)) return missing('campaign', id);
  deliver(account, id, now);
  account.create(type, { status: 'complete' }, { id });
  account.change('campaign', id, { status: 'Sent', send_time: vendorDate(now), scheduled_at: vendorDate(now) });
  return { id, shown: { status: 'queued' } };
};

/** Cancels the sending, or makes a draft of the campaign again. */
export const cancelSending: Effect = ({ account, body, owner }) => {
  const isReverted = textAt(body, 'data', 'attributes', 'action') === 'revert';
  account.change(owner!.type, owner!.id, { status: 'cancelled' });
  account.change('campaign', owner!.id, { status: isReverted ? 'Draft' : 'Cancelled' });
  return { id: owner!.id };
};

/** Counts the recipients of a campaign, which is over at once. */
export const estimateRecipients: Effect = ({ account, body, type }) => {
  const id = textAt(body, 'data', 'id') ?? '';
  if (!account.has('campaign', id)) return missing('campaign', id);
  account.create(type, { status: 'complete' }, { id });
  const count = recipientsOf(account, id)?.length;
  if (count !== undefined)
    account.create('campaign-recipient-estimation', { estimated_recipient_count: count }, { id });
  return { id, shown: { status: 'queued' } };
};

interface Channel {
  /** Of the event that tells of a message. */
  metric: string;
  /** Where a profile says whether it may be written to. */
  consent: readonly string[];
}

const CHANNELS: Readonly<Record<string, Channel>> = {
  email: { metric: 'Received Email', consent: ['email', 'marketing', 'can_receive_email_marketing'] },
  sms: { metric: 'Received SMS', consent: ['sms', 'marketing', 'can_receive_sms_marketing'] },
  mobile_push: { metric: 'Received Push', consent: ['mobile_push', 'marketing', 'can_receive_push_marketing'] },
};

function deliver(account: Account, campaign: string, now: number): void {
  const [message] = account.linked({ type: 'campaign', id: campaign }, 'campaign-message');
  if (message === undefined) return;
  const { definition } = account.attributesOf('campaign-message', message);
  const channel = CHANNELS[textAt(definition, 'channel') ?? 'email'];
  if (channel === undefined) return;
  const name = account.attributesOf('campaign', campaign)['name'];
  const properties = { 'Campaign Name': name, $message: message, Subject: at(definition, 'content', 'subject') ?? '' };
  for (const profile of recipientsOf(account, campaign) ?? []) {
    if (at(account.attributesOf('profile', profile)['subscriptions'], ...channel.consent) !== true) continue;
    const attributes = { properties, unique_id: `${message}-${profile}` };
    recordEvent(account, { metric: channel.metric, attributes }, profile, now);
  }
}

/** Everybody in the lists and segments of a campaign; undefined for one that is an example. */
function recipientsOf(account: Account, campaign: string): string[] | undefined {
  if (!account.isCreated('campaign', campaign)) return undefined;
  const audiences = account.attributesOf('campaign', campaign)['audiences'];
  const members = (name: string): string[] =>
    itemsOf(at(audiences, name)).flatMap(id =>
      ['list', 'segment'].flatMap(type => account.linked({ type, id: String(id) }, 'profile')),
    );
  const excluded = new Set(members('excluded'));
  return [...new Set(members('included').filter(id => !excluded.has(id)))];
}

/** A message gets a copy of a template. Source: klaviyo/openapi, `assign_template_to_campaign_message`; read 2026-11-21. */
export const assignTemplate: Effect = ({ account, body }) => {
  const message = textAt(body, 'data', 'id') ?? '';
  if (!account.has('campaign-message', message)) return missing('campaign-message', message);
  const [template] = referencesIn(at(body, 'data', 'relationships', 'template'));
  if (template === undefined) return { id: message };
  const copy = account.create('template', withoutDates(account.attributesOf('template', template.id)));
  account.relink({ type: 'campaign-message', id: message }, 'template', [copy]);
  return { id: message };
};

function withoutDates(attributes: Record<string, unknown>): Record<string, unknown> {
  const dates = ['created', 'created_at', 'updated', 'updated_at', 'send_time', 'scheduled_at'];
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !dates.includes(name)));
}

export function missing(type: string, id: string): Refusal {
  return notFound(`A ${type} with id ${quotable(id)} does not exist.`);
}
