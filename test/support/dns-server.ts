import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode, type Answer } from 'dns-packet';

/** By name: texts, mail servers besides, or another name that has them. `silent` never answers, `broken` answers that it failed. */
export type Zone = Readonly<
  Record<string, string[] | { alias: string } | { texts?: string[]; mx?: string[] } | 'silent' | 'broken'>
>;

export interface DnsServer {
  /** `127.0.0.1:port`. */
  address: string;
  /** Names in the order in which they were asked for. */
  asked: string[];
  close(): Promise<void>;
}

const SERVER_FAILURE = 2;
const NO_SUCH_NAME = 3;
/** A part of a text holds no more. */
const PART_BYTES = 255;

/** Starts a name server on loopback that knows the texts of a zone and nothing else. */
export async function startDnsServer(zone: Zone): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (message, sender) => {
    const { id = 0, questions = [] } = decode(message);
    const name = questions[0]?.name.toLowerCase() ?? '';
    asked.push(name);
    const found = zone[name];
    if (found === 'silent') return;
    const code = found === 'broken' ? SERVER_FAILURE : found === undefined ? NO_SUCH_NAME : 0;
    const type = questions[0]?.type;
    const answers = typeof found === 'object' ? answersFor(name, zone, type) : [];
    socket.send(encode({ type: 'response', id, flags: 0x180 | code, questions, answers }), sender.port, sender.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: () => new Promise(resolve => socket.close(() => resolve())),
  };
}

function answersFor(name: string, zone: Zone, type: string | undefined): Answer[] {
  const found = zone[name];
  if (typeof found !== 'object') return [];
  if ('alias' in found) return [{ type: 'CNAME', name, data: found.alias }, ...answersFor(found.alias, zone, type)];
  const { texts = [], mx = [] } = Array.isArray(found) ? { texts: found } : found;
  if (type === 'MX') return mx.map(exchange => ({ type: 'MX', name, data: { preference: 10, exchange } }));
  return type === 'TXT' ? texts.map(text => ({ type: 'TXT', name, data: parts(text) })) : [];
}

function parts(text: string): string[] {
  return text.match(new RegExp(`.{1,${PART_BYTES}}`, 'g')) ?? [''];
}
