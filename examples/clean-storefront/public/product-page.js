const COMPANY_ID = 'AbC123';

export async function recordView(product, email) {
  const response = await fetch(`https://a.klaviyo.com/client/events?company_id=${COMPANY_ID}`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.api+json', revision: '2026-07-15' },
    body: JSON.stringify({
      data: {
        type: 'event',
        attributes: {
          properties: { product },
          metric: { data: { type: 'metric', attributes: { name: 'Viewed Product' } } },
          profile: { data: { type: 'profile', attributes: { email } } },
        },
      },
    }),
  });
  if (!response.ok) console.error(`Klaviyo answered ${response.status}.`);
}
