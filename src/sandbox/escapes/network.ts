import type { Escape } from './types.ts';

const connects = (options: string) =>
  `return new Promise((resolve) => net.connect(${options}).on('data', (data) => resolve(String(data).includes(context.secret))).on('error', () => resolve(false)))`;

export const networkEscapes: readonly Escape[] = [
  { name: 'connects to a port of the host', code: connects(`context.tcpPort, '127.0.0.1'`) },
  { name: 'connects by another address of the loopback', code: connects(`context.tcpPort, '127.9.9.9'`) },
  { name: 'connects by the address that means any', code: connects(`context.tcpPort, '0.0.0.0'`) },
  {
    name: 'connects by IPv6',
    needs: ({ tcp6Port }) => tcp6Port !== null,
    code: connects(`context.tcp6Port, '::1'`),
  },
  { name: 'connects by IPv4 in IPv6', code: connects(`context.tcpPort, '::ffff:127.0.0.1'`) },
  {
    name: 'fetches from the host',
    code: "return (await (await fetch('http://127.0.0.1:' + context.tcpPort)).text()).includes(context.secret)",
  },
  {
    name: 'sends a datagram that is answered',
    code: `return new Promise((resolve) => { const s = require('dgram').createSocket('udp4').on('message', () => { s.close(); resolve(true); }).on('error', () => resolve(false)); s.send(context.secret, context.udpPort, '127.0.0.1'); setTimeout(() => { s.close(); resolve(false); }, 700); })`,
  },
  {
    name: 'asks a name server',
    code: `const r = new (require('dns').promises.Resolver)({ timeout: 500, tries: 1 }); r.setServers(['127.0.0.1:' + context.udpPort]); return await r.resolve4('phalus.example').then(() => true, (e) => !['ECONNREFUSED', 'ETIMEOUT', 'ECANCELLED'].includes(e.code))`,
  },
  { name: 'connects to a socket file of the host', code: connects('context.socketFile') },
  {
    name: 'connects to the socket of Docker',
    code: `return new Promise((resolve) => net.connect(context.dockerSocket).on('connect', () => resolve(true)).on('error', () => resolve(false)))`,
  },
  { name: 'connects to an abstract socket', code: connects(`'\\0' + context.abstractSocket`) },
  {
    name: 'sees a port of the host in /proc/net',
    code: `return fs.readFileSync('/proc/net/tcp', 'utf8').includes(':' + context.tcpPort.toString(16).toUpperCase().padStart(4, '0') + ' ')`,
  },
  {
    name: 'sees a socket file of the host in /proc/net',
    code: `return fs.readFileSync('/proc/net/unix', 'utf8').includes(context.socketFile)`,
  },
  {
    name: 'sees another network device',
    needsDevice: true,
    code: `return Object.values(require('os').networkInterfaces()).flat().some((address) => !address.internal)`,
  },
];
