import { useEffect, useRef } from 'preact/hooks';
import { formatCount } from '../../format/format.ts';
import type { Writing } from '../../job/types.ts';

/** What the model writes, as it writes it. */
export function ModelText({ writing, name }: { readonly writing: Writing; readonly name: string }) {
  const { purpose, text, outputTokens, tokensPerSecond, isDone } = writing;
  const box = useRef<HTMLPreElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    // Who scrolled up wants to read there.
    if (box.current !== null && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text]);
  const onScroll = () => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < 8;
  };
  const figures = [
    outputTokens === null ? null : `${formatCount(outputTokens)} tokens`,
    tokensPerSecond === null ? null : `${tokensPerSecond} a second`,
  ].filter((part) => part !== null);
  return (
    <section class="section">
      <h3>
        The model {isDone ? 'wrote' : 'writes'} ({[purpose, ...figures].join(', ')})
      </h3>
      <figure class="code" aria-label={`Text of the model about ${name}`}>
        <pre class="writing" ref={box} tabIndex={0} onScroll={onScroll}>
          {text}
        </pre>
      </figure>
    </section>
  );
}
