/** A shorter secret would be found in any text. */
const leastSecret = 4;

/** True when an answer repeats what was shown to get it: such an answer is not for keeping. */
export function repeatsCredential(
  texts: readonly (string | Buffer)[],
  authorization: string | null,
): boolean {
  const secrets = listSecrets(authorization);
  return secrets.some((secret) => texts.some((text) => text.includes(secret)));
}

function listSecrets(authorization: string | null): string[] {
  if (authorization === null) return [];
  const shown = authorization.replace(/^\S+\s+/, '').trim();
  const isBasic = /^basic\s/i.test(authorization);
  const pair = isBasic ? Buffer.from(shown, 'base64').toString('utf8') : '';
  const password = pair.slice(pair.indexOf(':') + 1);
  return [authorization, shown, pair, password, encodeURIComponent(password)].filter(
    (secret) => secret.length >= leastSecret,
  );
}
