import { useState } from 'preact/hooks';
import type { Specification } from '../../../api/types.ts';
import { Button } from '../../../components/button.tsx';
import { CodeBlock } from '../../../components/code-block.tsx';
import { ColouredCode } from '../code/coloured-code.tsx';
import type { PackageRoute } from '../tabs.tsx';
import { Exports } from './exports.tsx';
import { Metadata } from './metadata.tsx';
import { Prose } from './prose.tsx';
import { Scenarios } from './scenarios.tsx';
import type { Statements } from './statements.ts';

export interface ReadingProps {
  readonly route: PackageRoute;
  readonly document: Specification['documents'][number];
  readonly statements: Statements;
}

/** One document, laid out for reading or as the file it is. */
export function DocumentReader(props: ReadingProps) {
  const { filename, content, content_hash } = props.document;
  const [isRaw, setRaw] = useState(false);
  return (
    <article class="section" aria-label={filename}>
      <div class="head">
        <h2 class="mono">{filename}</h2>
        <Button kind="bare" onClick={() => setRaw(!isRaw)}>
          {isRaw ? 'Show for reading' : 'Show as the file'}
        </Button>
      </div>
      <p class="quiet small mono">SHA-256 {content_hash}</p>
      {isRaw ? <CodeBlock text={content} label={filename} /> : <Reading {...props} />}
    </article>
  );
}

function Reading(props: ReadingProps) {
  const { filename, content } = props.document;
  if (filename.endsWith('.md')) return <Prose {...props} />;
  if (filename.endsWith('.d.ts')) return <ColouredCode path={filename} text={content} label={filename} />;
  const value = parse(content);
  if (value === null) return <CodeBlock text={content} label={filename} />;
  if (filename.startsWith('09-')) return <Scenarios {...props} value={value} />;
  if (filename.startsWith('02-')) return <Exports {...props} value={value} />;
  return <Metadata value={value} />;
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}
