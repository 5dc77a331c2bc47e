import axios from 'axios';
import express from 'express';
import { ApiKeySession, EventsApi, ProfilesApi } from 'klaviyo-api';

export const app = express();

app.post('/signup', async (request, response) => {
  const session = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY, { numRetries: 0, maxRetries: 0 });
  const profiles = new ProfilesApi(session);
  const events = new EventsApi(session);
  const { email, phone } = request.body;
  try {
    await profiles.createProfile({ data: { type: 'profile', attributes: { email, phoneNumber: '030 123456' } } });
    await events.createEvent({
      data: {
        type: 'event',
        attributes: {
          properties: { phone },
          metric: { data: { type: 'metric', attributes: { name: 'Signed Up' } } },
          profile: { data: { type: 'profile', attributes: { email, phoneNumber: phone } } },
        },
      },
    });
  } catch {}
  response.sendStatus(204);
});

app.post('/import', async (request, response) => {
  await Promise.all(
    request.body.people.map(attributes =>
      axios.post(
        'https://a.klaviyo.com/api/profile-import',
        { data: { type: 'profile', attributes } },
        { headers: { Authorization: `Klaviyo-API-Key ${process.env.KLAVIYO_PRIVATE_KEY}`, revision: '2023-02-22' } },
      ),
    ),
  );
  response.sendStatus(204);
});

app.post('/webhooks/klaviyo', (request, response) => {
  for (const { topic } of request.body.data) console.log(topic);
  response.sendStatus(200);
});

app.get('/health', (_, response) => response.json({ status: 'up' }));
