import { APIClient, SendEmailRequest, TrackClient } from 'customerio-node';

const track = new TrackClient(process.env.CUSTOMERIO_SITE_ID, process.env.CUSTOMERIO_TRACK_API_KEY);
const app = new APIClient(process.env.CUSTOMERIO_APP_API_KEY);

const ROLLOUT_PERCENT = 10;

export async function welcome(people) {
  if (Math.random() * 100 > ROLLOUT_PERCENT) return;
  await Promise.all(people.map(person => track.identify(person.id, { email: person.email })));
  for (const person of people) {
    try {
      await app.sendEmail({
        to: person.email,
        transactional_message_id: 'welcome',
        identifiers: { id: person.id },
        send_to_unsubscribed: true,
        message_data: { name: person.name },
      });
    } catch {}
  }
}

export async function orders(id) {
  return fetch(`https://track.customer.io/api/v1/customers/${id}/events`, { method: 'POST' });
}

export async function winBack(person) {
  const request = new SendEmailRequest({
    to: person.email,
    transactional_message_id: 'win-back',
    identifiers: { id: person.id },
    send_to_unsubscribed: true,
  });
  return app.sendEmail(request);
}
