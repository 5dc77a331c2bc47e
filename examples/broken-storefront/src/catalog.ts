import axios from 'axios';

const REVISION = '2024-10-15';

const klaviyo = axios.create({
  baseURL: 'https://a.klaviyo.com/api',
  headers: { Authorization: `Klaviyo-API-Key ${process.env.KLAVIYO_PRIVATE_KEY}`, revision: REVISION },
});

export async function loadCatalog(): Promise<string[]> {
  const { data } = await klaviyo.get<{ data: { id: string }[] }>('/catalog-items');
  return data.data.map(({ id }) => id);
}
