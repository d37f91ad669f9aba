import { Disclosure } from '../../../components/disclosure.tsx';
import { count, formatBytes } from '../../../format/format.ts';
import { Hash, WallSection } from './wall-section.tsx';
import type { WallProps } from './wall-tab.tsx';

/** The documents that went through the wall, in each round. */
export function Crossed({ wall, missing }: WallProps) {
  return (
    <WallSection
      title="Crossed the wall"
      items={wall.crossed}
      reason={missing['wall.crossed']}
      none="Nothing crossed."
    >
      {(items) => (
        <ul class="entries tight-entries">
          {items.map(({ document, sha256, handed_sha256, bytes, round }, index) => (
            <li key={`${index}`}>
              <span class="mono">{document}</span>{' '}
              <span class="quiet small">
                round {round}, {bytes === null ? 'size not recorded' : formatBytes(bytes)},{' '}
                {describeHanding(sha256, handed_sha256)}
              </span>
              <Hash sha256={sha256} />
            </li>
          ))}
        </ul>
      )}
    </WallSection>
  );
}

function describeHanding(cleared: string, handed: string | null): string {
  if (handed === null) return 'how Agent B was shown it is not recorded';
  return handed === cleared ? 'Agent B was shown the same' : 'Agent B was shown it in a form of its own';
}

/** What was taken out on the way. */
export function Removed({ wall, missing }: WallProps) {
  return (
    <WallSection
      title="Removed on the way"
      items={wall.removed}
      reason={missing['wall.removed']}
      none="Nothing had to be removed."
    >
      {(items) => (
        <ul class="entries tight-entries">
          {items.map(({ reason, count: times, examples }, index) => (
            <li key={`${index}`}>
              <div>
                {reason} <span class="quiet small">{count(times, 'time')}</span>
              </div>
              {examples.length > 0 && (
                <Disclosure summary="Examples">
                  <ul>
                    {examples.map((example, place) => (
                      <li class="mono small pre" key={`${place}`}>
                        {example}
                      </li>
                    ))}
                  </ul>
                </Disclosure>
              )}
            </li>
          ))}
        </ul>
      )}
    </WallSection>
  );
}
