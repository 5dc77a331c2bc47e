export async function loadProfiles() {
  const response = await fetch('https://a.klaviyo.com/api/profiles', { headers: { revision: '2026-10-15' } });
  return response.json();
}

export async function loadOrders() {
  return fetch('https://shop.example/api/orders');
}
