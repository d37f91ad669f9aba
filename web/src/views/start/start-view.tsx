import { useEffect } from 'preact/hooks';
import { Head } from '../../components/head.tsx';
import { announce } from '../../components/live-region.tsx';
import { count } from '../../format/format.ts';
import { draft, setDraft } from '../../state/draft.ts';
import { useStore } from '../../state/use-store.ts';
import { Explanation } from './explanation.tsx';
import { ManifestInput } from './manifest-input.tsx';
import { Readiness } from './readiness.tsx';
import { Recognised } from './recognised.tsx';
import { type Recognition, useRecognition } from './use-recognition.ts';

export function StartView() {
  const { text, filename } = useStore(draft);
  const recognition = useRecognition(text);
  useEffect(() => announce(describe(recognition)), [recognition]);
  return (
    <>
      <Head title="Rebuild dependencies from their documentation" />
      <div class="start">
        <ManifestInput
          text={text}
          filename={filename}
          onText={(next, from) => setDraft({ text: next, filename: from, settings: {} })}
        />
        <Recognised recognition={recognition} />
      </div>
      <div class="start-foot">
        <Explanation />
        <Readiness />
      </div>
    </>
  );
}

function describe(recognition: Recognition): string {
  if (recognition.kind === 'refused') return recognition.error.message;
  if (recognition.kind !== 'recognised') return '';
  const { manifest_type, packages, unsupported = [] } = recognition.manifest;
  const left = unsupported.length === 0 ? '' : `, ${unsupported.length} cannot be looked up`;
  return `${manifest_type}: ${count(packages.length, 'package')} recognised${left}`;
}
