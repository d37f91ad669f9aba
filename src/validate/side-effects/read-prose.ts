import type { Spec } from '../../spec/index.ts';

/** The documents of a specification that are written for people. */
export function readProse({ texts }: Spec): string {
  const {
    '01-overview.md': overview,
    '03-behavior-spec.md': behaviour,
    '05-configuration.md': options,
  } = texts;
  return `${overview}\n${behaviour}\n${options}\n${texts['07-error-catalog.md']}\n${texts['08-compatibility-notes.md']}`;
}
