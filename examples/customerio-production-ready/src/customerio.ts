import { APIClient, RegionEU, SendEmailRequest, TrackClient } from 'customerio-node';
import pLimit from 'p-limit';

const site = process.env['CUSTOMERIO_SITE_ID'] ?? '';
const track = new TrackClient(site, process.env['CUSTOMERIO_TRACK_API_KEY'] ?? '', { region: RegionEU });
const app = new APIClient(process.env['CUSTOMERIO_APP_API_KEY'] ?? '', { region: RegionEU });
/** The App API allows 100 transactional messages a second. */
const atOnce = pLimit(20);

export interface Order {
  id: string;
  email: string;
  customerId: string;
  total: string;
}

/** Records the order, and sends its confirmation. */
export async function confirmOrder(order: Order): Promise<void> {
  await atOnce(() => track.track(order.customerId, { name: 'order_placed', data: { order_id: order.id } }));
  const request = new SendEmailRequest({
    to: order.email,
    transactional_message_id: 'order_confirmation',
    identifiers: { id: order.customerId },
    message_data: { order_id: order.id, order_total: order.total },
  });
  await atOnce(() => app.sendEmail(request));
}
