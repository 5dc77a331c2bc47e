import { createHash } from 'node:crypto';
import { confirmOrder, type Order } from './customerio.ts';

/** From 0 to 100; read for each order, so that 0 takes effect without a deploy. */
async function rolloutPercent(): Promise<number> {
  const response = await fetch(new URL('/flags/customerio-rollout', process.env['FLAGS_URL']));
  return response.ok ? Number(await response.text()) : 0;
}

/** The same person always gets the same number from 0 to 99. */
function bucketOf(customerId: string): number {
  return createHash('sha256').update(customerId).digest().readUInt32BE(0) % 100;
}

/** Sends by Customer.io for the share of the people that the flag says, and as before for the others. */
export async function confirm(order: Order, sendAsBefore: (order: Order) => Promise<void>): Promise<void> {
  const isIn = bucketOf(order.customerId) < (await rolloutPercent());
  await (isIn ? confirmOrder(order) : sendAsBefore(order));
}
