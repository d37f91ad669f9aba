// Above the ranges of distributions and of /etc/subuid.
const firstGuestUser = 0x70000000;
let guestUser = firstGuestUser + (process.pid % 0x10000) * 0x100;

/** A user that no other run has at the same time: limits by user would count them together. */
export function nextGuestUser(): number {
  guestUser = guestUser >= 0x7ffffff0 ? firstGuestUser : guestUser + 1;
  return guestUser;
}
