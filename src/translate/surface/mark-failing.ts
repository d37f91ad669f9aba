import type { NeutralCallable, NeutralSurface } from '../model.ts';

/** The interface in which these functions give an error where the original throws one. */
export function markFailing(surface: NeutralSurface, failing: ReadonlySet<string>): NeutralSurface {
  const mark = (key: string, callable: NeutralCallable | null): NeutralCallable | null =>
    callable === null ? null : { ...callable, fails: callable.fails || failing.has(key) };
  return {
    exports: new Map(
      [...surface.exports].map(([name, entry]) => [
        name,
        {
          ...entry,
          callable: mark(name, entry.callable),
          construct: mark(`new ${name}`, entry.construct),
          members: entry.members.map((member) => ({
            ...member,
            callable: mark(`${name}.${member.name}`, member.callable),
          })),
        },
      ]),
    ),
  };
}
