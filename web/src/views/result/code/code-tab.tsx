import { useState } from 'preact/hooks';
import type { CodeFiles, Provenance } from '../../../api/types.ts';
import { Empty, Loaded } from '../../../components/states.tsx';
import { count, formatBytes } from '../../../format/format.ts';
import type { TabProps } from '../result-view.tsx';
import type { PackageRoute } from '../tabs.tsx';
import { usePart } from '../use-part.ts';
import { ColouredCode } from './coloured-code.tsx';
import { FileParts } from './file-parts.tsx';

/** The files that were made, each with what it was made from. */
export function CodeTab({ route }: TabProps) {
  const [code, reload] = usePart<CodeFiles>(route, 'code');
  const [provenance] = usePart<Provenance>(route, 'provenance');
  return (
    <Loaded resource={code} what="the code" onRetry={reload}>
      {(files) => (
        <Files
          route={route}
          files={Object.entries(files)}
          provenance={provenance.kind === 'ready' ? provenance.value : null}
          problem={provenance.kind === 'failed' ? provenance.error.message : null}
        />
      )}
    </Loaded>
  );
}

interface FilesProps {
  readonly route: PackageRoute;
  readonly files: readonly (readonly [path: string, text: string])[];
  readonly provenance: Provenance | null;
  readonly problem: string | null;
}

const encoder = new TextEncoder();

function Files({ route, files, provenance, problem }: FilesProps) {
  const first = files.find(
    ([path]) => provenance?.files?.find((file) => file.path === path)?.made_by === 'model',
  );
  const [picked, setPicked] = useState<string | null>(null);
  const chosen = picked ?? first?.[0] ?? files[0]?.[0] ?? '';
  const text = files.find(([path]) => path === chosen)?.[1];
  if (text === undefined) return <Empty>No file was made.</Empty>;
  return (
    <div class="reader">
      <div class="reader-side">
        <ul class="reader-list" aria-label="Files">
          {files.map(([path, content]) => (
            <li key={path}>
              <button
                type="button"
                aria-current={path === chosen ? 'true' : undefined}
                onClick={() => setPicked(path)}
              >
                <span class="mono">{path}</span>
                <span class="quiet small">{formatBytes(encoder.encode(content).length)}</span>
              </button>
            </li>
          ))}
        </ul>
        <p class="quiet small">
          {count(files.length, 'file')}. The evidence folder .cleanroom comes with the download.
        </p>
      </div>
      <div class="reader-main section">
        <h2 class="mono">{chosen}</h2>
        <FileParts
          route={route}
          file={provenance?.files?.find(({ path }) => path === chosen)}
          missing={problem ?? provenance?.missing.files}
        />
        <ColouredCode path={chosen} text={text} label={chosen} />
      </div>
    </div>
  );
}
