export async function trackClick(email, product) {
  const profile = { data: { type: 'profile', attributes: { email } } };
  const metric = { data: { type: 'metric', attributes: { name: 'Clicked Recommendation' } } };
  const attributes = { unique_id: crypto.randomUUID(), metric, profile, properties: { product } };
  const response = await fetch('https://a.klaviyo.com/client/events?company_id=AbC123', {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.api+json', revision: '2026-07-15' },
    body: JSON.stringify({ data: { type: 'event', attributes } }),
  });
  if (!response.ok) console.error(`Klaviyo answered ${response.status}.`);
}
