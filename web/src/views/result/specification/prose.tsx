import type { PackageRoute } from '../tabs.tsx';
import type { ReadingProps } from './document-reader.tsx';
import { type ProseLine, parseLines } from './parse-lines.ts';
import { Sources } from './sources.tsx';
import type { Statement } from './statements.ts';

/** Markdown of a specification as nodes, line by line, because each line is a statement. */
export function Prose({ document, statements, route }: ReadingProps) {
  return (
    <div class="prose">
      {parseLines(document.content).map((line) => (
        <Line
          key={line.number}
          line={line}
          statement={statements.get(`${document.filename}:${line.number}`)}
          route={route}
        />
      ))}
    </div>
  );
}

function Line(props: {
  readonly line: ProseLine;
  readonly statement: Statement | undefined;
  readonly route: PackageRoute;
}) {
  const { line, statement, route } = props;
  const { kind, text } = line;
  switch (kind) {
    case 'title':
      return <h3 class="prose-title">{text}</h3>;
    case 'heading':
      return <h3>{text}</h3>;
    case 'code':
      return <pre class="pre-line">{text}</pre>;
    case 'item':
      return (
        <p class="prose-item">
          {/* The text of a statement leaves out the place at its end, which the link says. */}
          <Inline text={statement?.text ?? text} /> <Sources route={route} statement={statement} />
        </p>
      );
    default:
      return (
        <p>
          <Inline text={text} />
        </p>
      );
  }
}

/** Code and bold text within a line; everything else stays as it was written. */
function Inline({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part, index) => {
        const key = `${index}`;
        if (part.length > 2 && part.startsWith('`')) return <code key={key}>{part.slice(1, -1)}</code>;
        if (part.length > 4 && part.startsWith('**')) return <strong key={key}>{part.slice(2, -2)}</strong>;
        return part;
      })}
    </>
  );
}
