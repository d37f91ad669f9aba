const excludedFolders =
  /(?:^|\/)(?:internal|vendor|testdata|examples?|cmd|scripts?|tools?|benchmarks?|node_modules|[._][^/]*)\//i;
const otherSystems =
  /_(?:windows|darwin|freebsd|netbsd|openbsd|dragonfly|solaris|illumos|plan9|aix|android|ios|js|wasip1|wasm|arm|arm64|386|mips\w*|ppc64\w*|s390x|riscv64|loong64)(?:_test)?\.go$/;

/** Files of packages that another module may import, for the system that this is built for, and their examples. */
export function isPublicGoFile(path: string): boolean {
  return /\.go$/.test(path) && !excludedFolders.test(path) && !otherSystems.test(path);
}

export function isGoTest(path: string): boolean {
  return path.endsWith('_test.go');
}
