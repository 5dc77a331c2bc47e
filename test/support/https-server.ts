import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

export interface CertificateOptions {
  /** The names and addresses that it is for. */
  for?: string[];
  /** Days from today at which it ends. */
  endsInDays?: number;
}

export interface HttpsServer {
  url: string;
  /** What a client has to trust to believe the server. */
  authorities: string;
  /** Methods and paths of what was asked. */
  requests: string[];
  close(): Promise<void>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Starts a server with TLS on loopback, with a certificate that nobody signed but itself. */
export async function startHttpsServer(
  listener: RequestListener,
  { for: names = ['127.0.0.1'], endsInDays = 1 }: CertificateOptions = {},
): Promise<HttpsServer> {
  const altNames = names.map(name =>
    /^[\d.]+$/.test(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name },
  );
  const { private: key, cert } = await generate([{ name: 'commonName', value: names[0] ?? '' }], {
    keySize: 2048,
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 10 * DAY_MS),
    notAfterDate: new Date(Date.now() + endsInDays * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  const requests: string[] = [];
  const server = createServer({ key, cert }, (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    authorities: cert,
    requests,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
