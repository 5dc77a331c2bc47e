import { EventsApi } from 'klaviyo-api';
import { session } from './klaviyo.js';
import type { Order } from './shop.js';

const events = new EventsApi(session);

export async function recordOrder({ number, customer, total, currency, items }: Order): Promise<void> {
  await events.createEvent({
    data: {
      type: 'event',
      attributes: {
        properties: { orderNumber: number, items },
        value: total,
        valueCurrency: currency,
        metric: { data: { type: 'metric', attributes: { name: 'Placed Order' } } },
        profile: { data: { type: 'profile', attributes: { email: customer.email } } },
      },
    },
  });
}
