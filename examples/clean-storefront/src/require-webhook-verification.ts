import { MetricsApi } from 'klaviyo-api';
import { session } from './klaviyo.js';

const metrics = new MetricsApi(session);

export async function loadMetric(id: string): Promise<unknown> {
  const { body } = await metrics.getMetric(id);
  return body.data;
}
