import { useEffect, useState } from 'preact/hooks';
import { CodeBlock } from '../../../components/code-block.tsx';
import type { Token } from './emitter.ts';
import { cutLines, showUnseen } from './lines.ts';
import './code.css';

export interface ColouredCodeProps {
  readonly path: string;
  readonly text: string;
  readonly label: string;
}

const mostLines = 10_000;

/** Code with numbered lines. Colours come when the highlighter is there; without it the text stands all the same. */
export function ColouredCode({ path, text, label }: ColouredCodeProps) {
  const [tokens, setTokens] = useState<readonly Token[] | null>(null);
  useEffect(() => {
    let isGone = false;
    setTokens(null);
    import('./highlight.ts').then(
      ({ findTokens }) => {
        if (!isGone) setTokens(findTokens(path, text));
      },
      () => {
        // Without a connection the text stays plain.
      },
    );
    return () => {
      isGone = true;
    };
  }, [path, text]);
  const lines = cutLines(tokens ?? [{ text, scope: '' }]);
  return (
    <CodeBlock text={text} label={label}>
      {lines.length > mostLines
        ? showUnseen(text)
        : lines.map((line, index) => (
            <span class="line" key={`${index}`}>
              {line.map((token, place) => (
                <span key={`${place}`} data-scope={token.scope === '' ? undefined : token.scope}>
                  {showUnseen(token.text)}
                </span>
              ))}
              {'\n'}
            </span>
          ))}
    </CodeBlock>
  );
}
