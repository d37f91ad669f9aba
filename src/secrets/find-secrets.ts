/** Published shapes of credentials; each is anchored on a prefix that its issuer reserves. */
const secretShapes: readonly { readonly pattern: RegExp; readonly name: string }[] = [
  { pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/, name: 'an AWS access key' },
  { pattern: /\bgh[pousr]_[A-Za-z0-9]{36,}\b/, name: 'a GitHub token' },
  { pattern: /\bgithub_pat_[A-Za-z0-9_]{22,}\b/, name: 'a GitHub token' },
  // With a figure in it: names of style classes start like this too.
  { pattern: /\bsk-(?=[A-Za-z_-]{0,60}\d)[A-Za-z0-9_-]{24,}/, name: "a model provider's key" },
  { pattern: /\bnpm_[A-Za-z0-9]{36}\b/, name: 'an npm token' },
  { pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,}\b/, name: 'a Slack token' },
  { pattern: /-----BEGIN (?:[A-Z]{2,10} ){0,3}PRIVATE KEY(?: BLOCK)?-----/, name: 'a private key' },
  { pattern: /\bglpat-[A-Za-z0-9_-]{20,}/, name: 'a GitLab token' },
  { pattern: /\bhf_[A-Za-z0-9]{34,}\b/, name: 'a Hugging Face token' },
  { pattern: /\b[sr]k_live_[A-Za-z0-9]{20,}\b/, name: 'a Stripe key' },
  { pattern: /\bAIza[0-9A-Za-z_-]{35}\b/, name: 'a Google key' },
];

/** What a line holds, such as `an npm token`; the secret itself is not repeated. */
export function findSecrets(line: string): string[] {
  return secretShapes.filter(({ pattern }) => pattern.test(line)).map(({ name }) => name);
}
