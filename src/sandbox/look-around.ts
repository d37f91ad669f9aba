import { z } from 'zod';
import { describeNamespaces, type NamespaceIds } from './observe.ts';

/** A program for the guest: everything it reports is read back from the kernel. Its argument must not be visible. */
export const lookAround = `
const fs = require('node:fs');
const status = fs.readFileSync('/proc/self/status', 'utf8');
const field = (name) => (new RegExp('^' + name + ':\\\\s*(.*)$', 'm').exec(status) || [])[1];
const canWrite = (path) => { try { fs.writeFileSync(path, ''); return true; } catch { return false; } };
const namespaces = ['net', 'pid', 'mnt', 'ipc', 'uts', 'cgroup', 'user'];
console.log(JSON.stringify({
  interfaces: fs.readFileSync('/proc/net/dev', 'utf8').split('\\n').slice(2).map((line) => line.split(':')[0].trim()).filter(Boolean),
  namespaces: Object.fromEntries(namespaces.map((name) => [name, (/\\d+/.exec(fs.readlinkSync('/proc/self/ns/' + name)) || [''])[0]])),
  capabilities: field('CapEff') + ' ' + field('CapBnd'),
  noNewPrivileges: field('NoNewPrivs'),
  filters: field('Seccomp') === '2' ? Number(field('Seccomp_filters') || 1) : 0,
  userIds: field('Uid'),
  hiddenVisible: fs.existsSync(process.argv[1]),
  hostFiles: ['/etc/passwd', '/etc/shadow', '/root', '/home', '/var', '/run'].filter((path) => fs.existsSync(path)),
  canWriteSystem: ['/usr/lib/.phalus', '/.phalus', '/guest/probe.txt'].some(canWrite),
  processes: fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name)).length,
}));`;

const GuestView = z.strictObject({
  interfaces: z.array(z.string()),
  namespaces: z.record(z.string(), z.string()),
  capabilities: z.string(),
  noNewPrivileges: z.string(),
  filters: z.number(),
  userIds: z.string(),
  hiddenVisible: z.boolean(),
  hostFiles: z.array(z.string()),
  canWriteSystem: z.boolean(),
  processes: z.number(),
});
export type GuestView = z.infer<typeof GuestView>;

/** Throws zod's error or SyntaxError for anything but what `lookAround` prints. */
export function parseView(text: string): GuestView {
  return GuestView.parse(JSON.parse(text));
}

/** The first thing seen that must not be, whatever the back end; `forbidden` are paths that it may not show. */
export function findCommonLeak(view: GuestView, forbidden: readonly string[]): string | null {
  const foreign = view.interfaces.filter((name) => name !== 'lo');
  const file = view.hostFiles.find((path) => forbidden.includes(path));
  if (foreign.length > 0) return `the guest sees the network device ${foreign[0]}`;
  if (view.hiddenVisible) return 'the guest sees the home folder';
  if (file !== undefined) return `the guest sees ${file}`;
  if (view.canWriteSystem) return 'the guest can write outside its own folders';
  if (/[1-9a-f]/.test(view.capabilities)) return `the guest has capabilities (${view.capabilities})`;
  if (view.noNewPrivileges !== '1') return 'the guest may gain privileges';
  if (view.processes > 8) return 'the guest sees processes of the host';
  return null;
}

/** What every back end's probe saw of who the guest is. */
export function describeIdentity(view: GuestView, host: NamespaceIds): Record<string, string> {
  const seen = describeNamespaces(view.namespaces, host);
  return {
    ...Object.fromEntries(Object.entries(seen).map(([name, text]) => [name, `${text}, seen by the probe`])),
    network_interfaces: `${view.interfaces.join(', ') || 'none'}, seen by the probe`,
    capabilities: `none (${view.capabilities}), seen by the probe`,
    no_new_privileges: 'yes, seen by the probe',
    system_calls:
      view.filters > 0
        ? `${view.filters} filter${view.filters === 1 ? '' : 's'}, seen by the probe`
        : `not filtered: phalus has no table for ${process.arch}`,
  };
}
