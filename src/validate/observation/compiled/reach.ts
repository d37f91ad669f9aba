import type { EffectKind } from '../types.ts';

/** What of a standard library reaches out of a program, by the kind of effect. */
export type Reach = readonly (readonly [EffectKind, RegExp])[];

export const goReach: Reach = [
  [
    'network',
    /^(?:net|tls|smtp|rpc)\.(?:Dial|Listen|Lookup|Resolve|SendMail|Client)\w*|^http\.(?:Get|Post|Head|Default|ListenAndServe|Serve|NewRequest|Client)\w*/,
  ],
  [
    'process',
    /^exec\.\w+|^os\.(?:StartProcess|FindProcess)$|^syscall\.(?:Exec|ForkExec|StartProcess)$|^plugin\.Open$/,
  ],
  ['exit', /^os\.Exit$|^log\.Fatal\w*|^syscall\.(?:Exit|Kill)$/],
  [
    'write',
    /^os\.(?:Create|WriteFile|OpenFile|Remove|Rename|Mkdir|Chmod|Chown|Truncate|Symlink|Link)\w*|^ioutil\.(?:WriteFile|Temp\w+)$/,
  ],
  ['read', /^os\.(?:ReadFile|Open|ReadDir|ReadLink)$|^ioutil\.Read(?:File|Dir)$/],
  ['print', /^(?:fmt|log)\.Print\w*|^os\.Std(?:out|err)$/],
  ['settings', /^os\.(?:Setenv|Unsetenv|Clearenv|Chdir)$/],
  ['listener', /^signal\.Notify\w*/],
];

export const rustReach: Reach = [
  [
    'network',
    /(?:^|::)net::(?:Tcp|Udp|ToSocketAddrs)|(?:^|::)(?:TcpStream|TcpListener|UdpSocket)(?:::|$)|\bunix::net::/,
  ],
  ['process', /(?:^|::)process::Command\b|^Command::new$/],
  ['exit', /(?:^|::)process::(?:exit|abort)$/],
  [
    'write',
    /(?:^|::)fs::(?:write|remove_\w+|rename|create_\w+|copy|set_permissions|OpenOptions)|(?:^|::)File::create/,
  ],
  ['read', /(?:^|::)fs::(?:read\w*|metadata)|(?:^|::)File::open/],
  ['settings', /(?:^|::)env::(?:set_\w+|remove_var)$/],
];

/** The kind of effect that a name of the standard library stands for; null for none. */
export function kindOf(reach: Reach, name: string): EffectKind | null {
  return reach.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}
