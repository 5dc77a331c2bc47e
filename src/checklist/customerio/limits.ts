/** What raises an alert, and takes a rollout back, by the production checklist of Customer.io. */
export const LIMITS = {
  errorPercent: 1,
  p99Seconds: 5,
  bouncePercent: 5,
  complaintPercent: 0.1,
  deliveryPercent: 95,
  queueDepth: 10_000,
  webhookErrorPercent: 5,
} as const;
