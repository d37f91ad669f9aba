import { useRef, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useDrop } from './use-drop.ts';

export interface ManifestInputProps {
  readonly text: string;
  readonly filename: string;
  readonly onText: (text: string, filename: string) => void;
}

/** The server takes no more. */
const largestBytes = 8 * 1024 * 1024;
const example = 'npm/left-pad@1.3.0';

/** A manifest by any way: dropped anywhere on the page, pasted, chosen, or packages typed one a line. */
export function ManifestInput({ text, filename, onText }: ManifestInputProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const take = (file: File) => {
    if (file.size > largestBytes)
      return setProblem(`"${file.name}" is larger than 8 MiB, which the server does not take`);
    setProblem(null);
    file.text().then(
      (content) => onText(content, file.name),
      () => setProblem(`"${file.name}" cannot be read: is it a folder?`),
    );
  };
  const isOver = useDrop(take);
  return (
    <section class="panel" aria-labelledby="manifest-label" data-over={isOver ? '' : undefined}>
      <div class="field">
        <h2 id="manifest-label">Manifest or packages</h2>
        <span class="field-help" id="manifest-help">
          Drop a manifest anywhere on this page, paste one, or type packages one a line.
        </span>
      </div>
      <textarea
        class="textarea"
        id="manifest"
        rows={12}
        spellcheck={false}
        autocomplete="off"
        placeholder={example}
        aria-labelledby="manifest-label"
        aria-describedby="manifest-help"
        value={text}
        onInput={(event) => onText(event.currentTarget.value, '')}
      />
      {problem !== null && <Notice tone="fail" title={problem} role="alert" />}
      <div class="buttons">
        <Button onClick={() => chooser.current?.click()}>Choose a file</Button>
        <input
          ref={chooser}
          type="file"
          hidden
          aria-label="Manifest file"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file !== undefined) take(file);
            event.currentTarget.value = '';
          }}
        />
        {text === '' ? (
          <Button kind="bare" onClick={() => onText(example, '')}>
            Try {example}
          </Button>
        ) : (
          <Button kind="bare" onClick={() => onText('', '')}>
            Clear
          </Button>
        )}
        {filename !== '' && <span class="quiet small">from {filename}</span>}
      </div>
    </section>
  );
}
