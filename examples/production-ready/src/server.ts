import { createServer, type IncomingMessage } from 'node:http';
import { klaviyoHealth } from './health/klaviyo.js';
import { receiveDelivery, type DeliveryStore } from './webhooks/klaviyo.js';

export function serve(store: DeliveryStore, port: number): void {
  const server = createServer(async (request, response) => {
    if (request.url === '/health') {
      const report = await klaviyoHealth();
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(report));
    } else if (request.url === '/webhooks/klaviyo' && request.method === 'POST') {
      const rawBody = await bytesOf(request);
      response.writeHead(await receiveDelivery({ headers: request.headers, rawBody }, store)).end();
    } else {
      response.writeHead(404).end();
    }
  });
  server.listen(port);
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
