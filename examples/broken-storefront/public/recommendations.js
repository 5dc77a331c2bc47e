export async function trackClick(email, product) {
  const data = {
    token: 'AbC123',
    event: 'Clicked Recommendation',
    customer_properties: { $email: email },
    properties: { product },
  };
  await fetch(`https://a.klaviyo.com/api/track?data=${btoa(JSON.stringify(data))}`);
}
