import { useEffect, useRef } from 'preact/hooks';
import { Disclosure } from '../../../components/disclosure.tsx';
import { count, formatBytes } from '../../../format/format.ts';
import { wantedDocument } from '../place-focus.ts';
import { Hash, WallSection } from './wall-section.tsx';
import type { Wall, WallProps } from './wall-tab.tsx';

const sizeOf = (bytes: number | null): string => (bytes === null ? 'size not recorded' : formatBytes(bytes));

/** What Agent A was given. */
export function Read({ wall, missing }: WallProps) {
  return (
    <WallSection
      title="Agent A read"
      items={wall.read}
      reason={missing['wall.read']}
      none="Nothing: no documentation was found."
    >
      {(items) => (
        <ul class="entries tight-entries">
          {items.map((item, index) => (
            <ReadItem key={`${index}`} item={item} />
          ))}
        </ul>
      )}
    </WallSection>
  );
}

/** Takes the focus when a statement of the specification pointed to it. */
function ReadItem({ item }: { readonly item: NonNullable<Wall['read']>[number] }) {
  const { document, kind, source, bytes, sha256 } = item;
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (wantedDocument.get() !== document) return;
    wantedDocument.set(null);
    place.current?.focus();
    place.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <li ref={place} tabIndex={-1} class="marked">
      <span class="mono">{document}</span>{' '}
      <span class="quiet small">
        {kind}, {sizeOf(bytes)}
      </span>
      {source !== document && <div class="small">{source}</div>}
      <Hash sha256={sha256} />
    </li>
  );
}

/** What was kept from Agent A, and from crossing. */
export function Refused({ wall, missing }: WallProps) {
  return (
    <WallSection
      title="Refused"
      items={wall.refused}
      reason={missing['wall.refused']}
      none="Nothing had to be refused."
    >
      {(items) => (
        <ul class="entries tight-entries">
          {items.map(({ document, by, line, reason, bytes }, index) => (
            <li key={`${index}`}>
              <span class="mono">{document}</span>{' '}
              <span class="quiet small">
                by the {by}
                {line === null ? '' : `, line ${line}`}, {sizeOf(bytes)}
              </span>
              <div>{reason}</div>
            </li>
          ))}
        </ul>
      )}
    </WallSection>
  );
}

/** Addresses that were asked for documentation. They are shown as text: a link would tell others who reads this. */
export function Asked({ wall, missing }: WallProps) {
  return (
    <WallSection
      title="Asked for documentation"
      items={wall.asked}
      reason={missing['wall.asked']}
      none="No address was asked: the documentation came with the package."
    >
      {(items) => (
        <Disclosure open={items.length <= 12} summary={count(items.length, 'address', 'addresses')}>
          <ul>
            {items.map((address, index) => (
              <li class="mono small" key={`${index}`}>
                {address}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </WallSection>
  );
}
