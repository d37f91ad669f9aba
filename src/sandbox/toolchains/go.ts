import { askToolchain } from './ask-toolchain.ts';
import { findProgram } from './find-program.ts';
import { guestGoCache, prepareGoCache } from './go-cache.ts';
import type { ToolchainOptions, ToolchainProbe } from './types.ts';

const remedy = 'install Go 1.22 or newer so that go is in PATH';

/** The user's Go: its root, which holds compiler, formatter and standard library. Module caches stay outside. */
export async function findGo(options: ToolchainOptions): Promise<ToolchainProbe> {
  const program = findProgram('go', options);
  if (program === null) return { kind: 'unavailable', reason: 'Go is not installed', remedy };
  const [root = '', version = ''] = (await askToolchain(program, ['env', 'GOROOT', 'GOVERSION'], options))
    .trim()
    .split('\n');
  const minor = Number(/^go1\.(\d+)/.exec(version)?.[1] ?? 0);
  if (root === '' || minor < 22) {
    return { kind: 'unavailable', reason: `Go is too old or of unknown version (${version})`, remedy };
  }
  const home = '/toolchains/go';
  let cache: Promise<string | null> | undefined;
  return {
    kind: 'available',
    toolchain: {
      name: 'go',
      version,
      mounts: { [home]: root },
      hidden: [],
      environment: {
        PATH: `${home}/bin:/usr/bin`,
        GOROOT: home,
        GOPATH: '/tmp/gopath',
        GOCACHE: '/tmp/gocache',
        GOENV: 'off',
        GOPROXY: 'off',
        GOSUMDB: 'off',
        GOTOOLCHAIN: 'local',
        GOTELEMETRY: 'off',
        GOFLAGS: '-mod=mod',
        CGO_ENABLED: '0',
      },
      async prepare([name, word]) {
        // Neither compiles anything.
        if (name === 'gofmt' || word === 'version') return {};
        cache ??= prepareGoCache(program, version, options);
        const folder = await cache;
        return folder === null ? {} : { [guestGoCache]: folder };
      },
    },
  };
}
