import { events, isEnabled, limited, profiles } from '../klaviyo/client.js';
import { validatePhoneNumber } from './phone-number.js';

export interface Customer {
  id: string;
  email: string;
  phone: string;
}

export interface Order {
  number: string;
  total: number;
  customer: Customer;
}

export async function saveCustomer({ id, email, phone }: Customer): Promise<void> {
  if (!isEnabled()) return;
  const phoneNumber = validatePhoneNumber(phone);
  await limited(() =>
    profiles.createOrUpdateProfile({
      data: { type: 'profile', attributes: { externalId: id, email, phoneNumber } },
    }),
  );
}

export async function recordOrder({ number, total, customer }: Order): Promise<void> {
  if (!isEnabled()) return;
  await limited(() =>
    events.createEvent({
      data: {
        type: 'event',
        attributes: {
          uniqueId: number,
          value: total,
          properties: { orderNumber: number },
          metric: { data: { type: 'metric', attributes: { name: 'Placed Order' } } },
          profile: { data: { type: 'profile', attributes: { email: customer.email } } },
        },
      },
    }),
  );
}
