import type { NeutralCallable, NeutralExport, NeutralField, NeutralSurface } from '../model.ts';
import type { ReadDefault } from './make-parameter.ts';
import { findStatedDefault } from './read-comments.ts';

/** The interface with what document 06 says of its parts: whole comments, and the defaults in them. */
export function addComments(
  surface: NeutralSurface,
  comments: ReadonlyMap<string, string>,
  readDefault: ReadDefault,
): NeutralSurface {
  const field = (owner: string, given: NeutralField): NeutralField => {
    const summary = comments.get(`${owner}.${given.name}`) ?? given.summary;
    const text = findStatedDefault(summary);
    return { ...given, summary, default: given.default ?? (text === null ? null : readDefault(text)) };
  };
  const callable = (given: NeutralCallable | null, comment: string): NeutralCallable | null =>
    given === null
      ? null
      : {
          ...given,
          parameters: given.parameters.map((parameter) => {
            const summary = findParameter(comment, parameter.name);
            const text = findStatedDefault(summary);
            return {
              ...parameter,
              summary: summary === '' ? parameter.summary : summary,
              default: parameter.default ?? (text === null ? null : readDefault(text)),
            };
          }),
        };
  const entryOf = (entry: NeutralExport): NeutralExport => {
    const own = entry.original.local_name;
    const comment = comments.get(entry.name) ?? comments.get(own) ?? '';
    return {
      ...entry,
      summary: comment === '' ? entry.summary : comment,
      callable: callable(entry.callable, comment),
      fields: entry.fields.map((one) => field(own, one)),
      members: entry.members.map((member) => ({
        ...member,
        summary: comments.get(`${own}.${member.name}`) ?? member.summary,
      })),
    };
  };
  return { exports: new Map([...surface.exports].map(([name, entry]) => [name, entryOf(entry)])) };
}

/** What `@param name - words` or `name: words` in a comment say of a parameter. */
function findParameter(comment: string, name: string): string {
  if (!/^[\w$]+$/.test(name)) return '';
  const escaped = name.replaceAll('$', '\\$');
  const pattern = new RegExp(
    `^(?:@param(?: \\{[^}]*\\})?|:param(?: \\w+)?) \\[?${escaped}\\b[^\\s\\]]*\\]?:? ?(?:- )?(.*)$`,
    'm',
  );
  return pattern.exec(comment)?.[1]?.trim() ?? '';
}
