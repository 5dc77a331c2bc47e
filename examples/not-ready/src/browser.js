const key = process.env.NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY;

export async function subscribe(email) {
  await fetch('https://a.klaviyo.com/client/subscriptions', {
    method: 'POST',
    headers: { Authorization: `Klaviyo-API-Key ${key}`, revision: '2026-07-15' },
    body: JSON.stringify({ email }),
  });
}
