const COMPANY_ID = 'AbC123';

export async function subscribe(email: string): Promise<boolean> {
  const response = await fetch(`https://a.klaviyo.com/client/subscriptions?company_id=${COMPANY_ID}`, {
    method: 'POST',
    headers: { revision: '2026-07-15', 'content-type': 'application/vnd.api+json' },
    body: JSON.stringify({
      data: { type: 'subscription', attributes: { profile: { data: { type: 'profile', attributes: { email } } } } },
    }),
  });
  return response.ok;
}
