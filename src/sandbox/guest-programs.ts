/** Where guests find their programs, whatever the back end. */
export const guestPrograms = {
  node: '/usr/bin/node',
  prlimit: '/usr/bin/prlimit',
  setpriv: '/usr/bin/setpriv',
  bubblewrap: '/usr/bin/bwrap',
  timeout: '/usr/bin/timeout',
  env: '/usr/bin/env',
} as const;
