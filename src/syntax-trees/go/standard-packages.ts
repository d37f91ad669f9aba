/** Packages of Go's standard library that a library may use, by import path; the language's own tools stay out. */
const paths = [
  'archive/tar archive/zip bufio bytes cmp compress/bzip2 compress/flate compress/gzip compress/lzw',
  'compress/zlib container/heap container/list container/ring context crypto crypto/aes crypto/cipher',
  'crypto/des crypto/ecdh crypto/ecdsa crypto/ed25519 crypto/elliptic crypto/hmac crypto/md5',
  'crypto/rand crypto/rc4 crypto/rsa crypto/sha1 crypto/sha256 crypto/sha512 crypto/subtle crypto/x509',
  'embed encoding encoding/ascii85 encoding/asn1 encoding/base32 encoding/base64 encoding/binary',
  'encoding/csv encoding/gob encoding/hex encoding/json encoding/pem encoding/xml errors expvar flag',
  'fmt go/ast go/build go/constant go/doc go/format go/parser go/printer go/token go/types hash',
  'hash/adler32 hash/crc32 hash/crc64 hash/fnv hash/maphash html html/template image image/color',
  'image/color/palette image/draw image/gif image/jpeg image/png index/suffixarray io io/fs io/ioutil',
  'iter log log/slog maps math math/big math/bits math/cmplx math/rand math/rand/v2 mime mime/multipart',
  'mime/quotedprintable net net/http net/http/httptest net/mail net/netip net/textproto net/url os',
  'os/exec os/signal os/user path path/filepath reflect regexp regexp/syntax runtime runtime/debug',
  'slices sort strconv strings sync sync/atomic syscall testing text/scanner text/tabwriter',
  'text/template text/template/parse time unicode unicode/utf16 unicode/utf8 unique unsafe weak',
]
  .join(' ')
  .split(' ');

// Of several packages with one name, the one that is mostly meant.
const preferred = ['math/rand', 'text/template', 'text/scanner', 'runtime/debug', 'container/list'];

const byName = new Map<string, string>();
for (const path of [...paths, ...preferred])
  byName.set(
    path
      .replace(/\/v\d+$/, '')
      .split('/')
      .at(-1) ?? path,
    path,
  );

const known = new Set(paths);

/** The import path of a standard package by the name that code calls it by; null for no standard package. */
export function findStandardPackage(name: string): string | null {
  return byName.get(name) ?? null;
}

export function isStandardPackage(path: string): boolean {
  return known.has(path);
}
