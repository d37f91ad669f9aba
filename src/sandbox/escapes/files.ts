import { existsSync } from 'node:fs';
import type { Escape } from './types.ts';

const readsSecret = (path: string) => `return fs.readFileSync(${path}, 'utf8').includes(context.secret)`;

export const fileEscapes: readonly Escape[] = [
  { name: 'reads a file of the host by its path', code: readsSecret('context.secretFile') },
  { name: 'reads a private key', code: readsSecret('context.keyFile') },
  { name: 'climbs out of its folder', code: readsSecret(`'../'.repeat(40) + context.secretFile`) },
  { name: 'reads through /proc/self/root', code: readsSecret(`'/proc/self/root' + context.secretFile`) },
  {
    name: 'reads through the root of its parent',
    code: readsSecret('"/proc/" + process.ppid + "/root" + context.secretFile'),
  },
  {
    name: 'reads through the root of another process',
    needsRoot: true,
    code: readsSecret('"/proc/" + context.victim + "/root" + context.secretFile'),
  },
  {
    name: 'reads through the folder of another process',
    needsRoot: true,
    code: readsSecret('"/proc/" + context.victim + "/cwd/secret.txt"'),
  },
  {
    name: 'reads through a symbolic link',
    code: `const link = tools.fresh(); fs.symlinkSync(context.secretFile, link); ${readsSecret('link')}`,
  },
  {
    name: 'reads through a chain of links to a folder',
    code: `const link = tools.fresh(); fs.symlinkSync(context.folder, link); ${readsSecret("link + '/secret.txt'")}`,
  },
  {
    name: 'makes a hard link to a file of the host',
    code: `const link = tools.fresh(); fs.linkSync(context.secretFile, link); ${readsSecret('link')}`,
  },
  { name: 'reads by a file URL', code: readsSecret("new URL('file://' + context.secretFile)") },
  {
    name: 'copies a file of the host',
    code: `const copy = tools.fresh(); fs.copyFileSync(context.secretFile, copy); ${readsSecret('copy')}`,
  },
  { name: 'requires a module of the host', code: 'return require(context.moduleFile) === context.secret' },
  {
    name: 'imports a module of the host',
    code: `return (await tools.import('file://' + context.moduleFile)).default === context.secret`,
  },
  {
    name: 'gives Node a file of the host to run',
    code: `return tools.node([context.moduleFile.replace('.cjs', '-print.cjs')]).stdout.includes(context.secret)`,
  },
  { name: 'reads the files of another job', code: readsSecret('context.otherJobFile') },
  {
    name: 'lists the temporary folder of the host',
    code: `return fs.readdirSync(require('path').dirname(context.folder)).includes(require('path').basename(context.folder))`,
  },
  {
    name: 'lists the home folder',
    needs: ({ home }) => existsSync(home),
    code: 'return fs.readdirSync(context.home).length > 0',
  },
  {
    name: 'reads the users of the host',
    code: `return fs.readFileSync('/etc/passwd', 'utf8').includes(context.lastUser)`,
  },
  {
    name: 'reads the passwords of the host',
    needsRoot: true,
    code: `return fs.readFileSync('/etc/shadow', 'utf8').includes(':')`,
  },
  {
    name: 'reads the name of the host',
    code: `return fs.readFileSync('/etc/hostname', 'utf8').trim() === context.hostName`,
  },
  {
    name: 'learns the name of the host from the kernel',
    code: `return require('os').hostname() === context.hostName`,
  },
  { name: 'looks at the hardware in /sys', code: `return fs.readdirSync('/sys/devices').length > 0` },
  {
    name: 'sees a disk of the host',
    needs: ({ blockDevice }) => blockDevice !== null,
    code: `return fs.existsSync(context.blockDevice)`,
  },
  {
    name: 'opens the memory of the kernel log',
    needsRoot: true,
    needsKernel: true,
    code: `fs.closeSync(fs.openSync('/dev/kmsg', 'r')); return true`,
  },
  {
    name: 'reads the environment it was started beside',
    code: 'return process.env[context.environmentName] === context.secret',
  },
  { name: 'reads its own environment in /proc', code: readsSecret("'/proc/self/environ'") },
  {
    name: 'reads the environment of another process',
    needsRoot: true,
    code: readsSecret('"/proc/" + context.victim + "/environ"'),
  },
  {
    name: 'puts a link in place of a file that is handed back',
    code: `fs.unlinkSync(context.work + '/out.txt'); fs.symlinkSync(context.secretFile, context.work + '/out.txt'); return true`,
  },
  {
    name: 'puts a folder in place of a file that is handed back',
    code: `fs.renameSync(context.work + '/out.txt', tools.fresh()); fs.mkdirSync(context.work + '/out.txt'); return true`,
  },
  {
    name: 'finds an open file of the host among its descriptors',
    code: `return fs.readdirSync('/proc/self/fd').some((n) => { try { const file = '/proc/self/fd/' + n; return fs.statSync(file).isFile() && fs.readFileSync(file, 'utf8').includes(context.secret); } catch { return false; } })`,
  },
  {
    name: 'writes into a folder of the host',
    code: `fs.writeFileSync(context.folder + '/open/' + tools.word(), ''); return true`,
  },
  {
    name: 'writes into the libraries',
    needsRoot: true,
    code: `const file = '/usr/lib/' + tools.word(); fs.writeFileSync(file, ''); fs.unlinkSync(file); return true`,
  },
  {
    name: 'writes into /etc',
    needsRoot: true,
    code: `const file = '/etc/' + tools.word(); fs.writeFileSync(file, ''); fs.unlinkSync(file); return true`,
  },
  {
    name: 'writes into the root folder',
    needsRoot: true,
    code: `const file = '/' + tools.word(); fs.writeFileSync(file, ''); fs.unlinkSync(file); return true`,
  },
  {
    name: 'writes into /dev',
    needsRoot: true,
    code: `const file = '/dev/' + tools.word(); fs.writeFileSync(file, ''); fs.unlinkSync(file); return true`,
  },
  {
    name: 'writes over a file that it was given',
    code: `fs.appendFileSync(context.work + '/given.txt', 'x'); return true`,
  },
  {
    name: 'puts a file in place of one that it was given',
    code: `const file = tools.fresh(); fs.writeFileSync(file, ''); fs.renameSync(file, context.work + '/given.txt'); fs.writeFileSync(context.work + '/given.txt', 'given'); return true`,
  },
  {
    name: 'deletes a file that it was given',
    code: `fs.unlinkSync(context.work + '/given.txt'); fs.writeFileSync(context.work + '/given.txt', 'given'); return true`,
  },
  {
    name: 'changes the mode of a file that it was given',
    code: `fs.chmodSync(context.work + '/given.txt', 0o777); return true`,
  },
  {
    name: 'changes the program that runs it',
    needsRoot: true,
    code: `fs.chmodSync(process.execPath, fs.statSync(process.execPath).mode & 0o7777); return true`,
  },
  {
    name: 'changes a setting of the kernel',
    needsRoot: true,
    code: `fs.closeSync(fs.openSync('/proc/sys/kernel/core_pattern', 'r+')); return true`,
  },
  {
    name: 'opens the trigger of emergency keys',
    needsRoot: true,
    needsKernel: true,
    code: `fs.closeSync(fs.openSync('/proc/sysrq-trigger', 'r+')); return true`,
  },
  {
    name: 'makes a control group',
    needsRoot: true,
    code: `const group = context.controlGroupFolder + '/' + tools.word(); fs.mkdirSync(group); fs.rmdirSync(group); return true`,
  },
];
