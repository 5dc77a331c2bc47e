// Loaded before the bundle: writes down every host that it wants to reach and every program that it starts, and lets it reach none.
import { appendFileSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);
const [childProcess, dgram, dns, net] = ['node:child_process', 'node:dgram', 'node:dns', 'node:net'].map(name =>
  require(name),
);

function note(kind, what) {
  appendFileSync(process.env.NETWORK_TRACE, `${kind} ${what}\n`);
}

const refused = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

net.Socket.prototype.connect = function connect(...args) {
  const [first] = args.flat();
  note(
    'connect',
    typeof first === 'object' && first !== null ? `${first.host ?? first.path}:${first.port ?? ''}` : String(first),
  );
  process.nextTick(() => this.destroy(refused()));
  return this;
};
dgram.createSocket = () => {
  note('datagram', 'socket');
  throw refused();
};
for (const name of [
  'lookup',
  'resolve',
  'resolve4',
  'resolve6',
  'resolveTxt',
  'resolveMx',
  'resolveCname',
  'reverse',
]) {
  dns[name] = (host, ...rest) => {
    note('dns', host);
    rest.at(-1)(refused());
  };
  dns.promises[name] = async host => {
    note('dns', host);
    throw refused();
  };
}
for (const name of ['spawn', 'execFile', 'exec', 'fork', 'spawnSync', 'execFileSync', 'execSync']) {
  const real = childProcess[name];
  const wrapped = (command, ...rest) => {
    note('program', command);
    return real(command, ...rest);
  };
  const promising = real[promisify.custom];
  if (promising)
    Object.defineProperty(wrapped, promisify.custom, {
      value: (command, ...rest) => (note('program', command), promising(command, ...rest)),
    });
  childProcess[name] = wrapped;
}
syncBuiltinESMExports();
