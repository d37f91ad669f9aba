import { Loaded } from '../../components/states.tsx';
import { useResource } from '../../state/use-resource.ts';
import { showUnseen } from '../result/code/lines.ts';

export interface DiffProps {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Lines that went and lines that came, with three around them. */
export function DiffBlock({ path, before, after }: DiffProps) {
  const [diff, reload] = useResource(async () => {
    const { findDifferences } = await import('./find-differences.ts');
    return findDifferences(before, after);
  }, [before, after]);
  return (
    <Loaded resource={diff} what="the differences" onRetry={reload}>
      {(parts) =>
        parts === null ? (
          <p class="quiet">They are too large or too different to be shown line by line.</p>
        ) : (
          <figure class="code" aria-label={`Differences of ${path}`}>
            <pre tabIndex={0}>
              <code>
                {parts.map(({ sign, text }, index) => (
                  <span class="diff-line" key={`${index}`} data-sign={sign}>
                    {sign} {showUnseen(text)}
                    {'\n'}
                  </span>
                ))}
              </code>
            </pre>
          </figure>
        )
      }
    </Loaded>
  );
}
