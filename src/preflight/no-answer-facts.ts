import type { NoAnswerCause } from './reply.ts';

/** What to do where something on the way answers. */
export function lookBetween(host: string): string {
  return `Look for a proxy or a captive portal on the way to ${host}.`;
}

/** What it means that a vendor gave no answer, and what to do. @param name of the vendor @param host that was asked */
export function noAnswerFacts(
  name: string,
  host: string,
): Readonly<Record<NoAnswerCause, readonly [fact: string, nextAction: string]>> {
  return {
    timeout: [`${name} did not answer in time`, 'Check the network, the firewall and the proxy, then the status page.'],
    dns: [`the name ${host} could not be resolved`, 'Check the DNS settings of this machine.'],
    refused: [`the connection to ${name} was refused`, 'Check the firewall and the proxy of this machine.'],
    reset: [`the connection to ${name} was cut`, 'Check the firewall and the proxy, then run the preflight again.'],
    tls: [
      `${name}'s certificate could not be verified`,
      'Look for a proxy that opens TLS; trust its authority through NODE_EXTRA_CA_CERTS.',
    ],
    malformed: ['the answer was broken or too large', lookBetween(host)],
    limit: ['the preflight had sent as many requests as it may', 'Run the preflight again.'],
    cancelled: ['the preflight was cancelled', 'Run the preflight again.'],
    unknown: [
      'no answer came, for an unknown reason',
      'Check the network and the proxy, then run the preflight again.',
    ],
  };
}
