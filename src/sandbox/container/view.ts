import { describeIdentity, findCommonLeak, type GuestView } from '../look-around.ts';
import type { NamespaceIds } from '../observe.ts';

/** What a container shows that it must not; its own /etc and /run are the engine's and hold nothing of the host. */
export function findContainerLeak(view: GuestView, host: NamespaceIds): string | null {
  const shared = ['net', 'pid', 'mnt', 'ipc', 'uts'].find((name) => view.namespaces[name] === host[name]);
  if (shared !== undefined) return `the guest shares the ${shared} namespace`;
  if (view.userIds.split('\t').includes('0')) return 'the guest is root';
  if (view.filters === 0) return 'no system call filter was laid';
  return findCommonLeak(view, ['/etc/shadow', '/home']);
}

export function describeContainerView(
  view: GuestView,
  { host, rootless }: { host: NamespaceIds; rootless: boolean },
): Record<string, string> {
  return {
    ...describeIdentity(view, host),
    user_namespace:
      view.namespaces.user === host.user
        ? 'shared with the host; the guest is a user that no one else is, seen by the probe'
        : `separate (${view.namespaces.user}, host ${host.user}), seen by the probe`,
    engine_rights: rootless ? 'the engine runs as the same ordinary user' : 'the engine runs as root',
    file_system:
      'an image of Node and its libraries, and the given files, read-only; home not visible to the probe',
  };
}
