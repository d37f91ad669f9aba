import { CodeBlock } from '../../../components/code-block.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { formatBytes, formatCount } from '../../../format/format.ts';
import { showUnseen } from '../code/lines.ts';
import { Hash, WallSection } from './wall-section.tsx';
import type { WallProps } from './wall-tab.tsx';

/** Every question that Agent B was asked, as the model was sent it. */
export function Questions({ wall, missing }: WallProps) {
  return (
    <WallSection
      title="Agent B saw"
      items={wall.builder_saw}
      reason={missing['wall.builder_saw']}
      none="Agent B was asked nothing."
    >
      {(items) => (
        <ul class="entries tight-entries">
          {items.map((item) => (
            <li key={item.call}>
              <div>
                Call {item.call}, {item.purpose}{' '}
                <span class="quiet small">
                  {item.model}, {formatBytes(item.bytes)}, {formatCount(item.input_tokens)} tokens in,{' '}
                  {formatCount(item.output_tokens)} out
                </span>
              </div>
              <Hash sha256={item.sha256} />
              <Disclosure summary={item.is_cut ? 'The beginning of its text' : 'Its whole text'}>
                <CodeBlock text={item.text} label={`Question of call ${item.call}`}>
                  {showUnseen(item.text)}
                </CodeBlock>
              </Disclosure>
            </li>
          ))}
        </ul>
      )}
    </WallSection>
  );
}
