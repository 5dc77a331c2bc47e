import { ApiKeySession, MetricsApi } from 'klaviyo-api';

export async function loadMetric(id: string): Promise<unknown> {
  const metrics = new MetricsApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? ''));
  const { body } = await metrics.getMetric(id);
  return body.data;
}
