import { MetricsApi } from 'klaviyo-api';
import { session } from './klaviyo.js';

const metrics = new MetricsApi(session);

export async function loadMetrics(): Promise<unknown> {
  const { body } = await metrics.getMetrics();
  return body.data;
}
