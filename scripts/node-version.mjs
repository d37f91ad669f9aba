// Only syntax that a Node of years ago can read.

/** Ends the process with a clear sentence when Node is too old. */
export function refuseOldNode(name) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`error: ${name} needs Node 20.19 or newer, and this is Node ${process.versions.node}`);
  console.error('  hint: install a newer Node, and look that it comes first in PATH');
  process.exit(2);
}
