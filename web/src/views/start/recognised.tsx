import type { ParsedManifest } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { count } from '../../format/format.ts';
import { goTo } from '../../routing/use-route.ts';
import type { Recognition } from './use-recognition.ts';

const shown = 200;

/** What the server made of the input, and what it could not. */
export function Recognised({ recognition }: { readonly recognition: Recognition }) {
  return (
    <section class="panel" aria-labelledby="recognised">
      <h2 id="recognised">Recognised</h2>
      {recognition.kind === 'nothing' && (
        <p class="quiet">
          Nothing yet. What is in the manifest shows here at once; nothing is spent by looking.
        </p>
      )}
      {recognition.kind === 'reading' && <p class="quiet">Reading …</p>}
      {recognition.kind === 'refused' && <ErrorNotice error={recognition.error} />}
      {recognition.kind === 'recognised' && <Contents manifest={recognition.manifest} />}
    </section>
  );
}

function Contents({ manifest }: { readonly manifest: ParsedManifest }) {
  const { manifest_type, packages, unsupported = [], notes = [] } = manifest;
  return (
    <>
      <p>
        <code>{manifest_type}</code> with {count(packages.length, 'package')}
        {unsupported.length > 0 && `, and ${unsupported.length} more that cannot be looked up`}
      </p>
      <div>
        <Button kind="main" onClick={() => goTo({ view: 'plan' })}>
          Plan {packages.length === 1 ? 'this package' : `these ${count(packages.length, 'package')}`}
        </Button>
      </div>
      <PackageNames packages={packages} />
      {unsupported.length > 0 && (
        <Disclosure summary={`${count(unsupported.length, 'dependency', 'dependencies')} left out`} open>
          <ul class="names">
            {unsupported.slice(0, shown).map(({ name, version_constraint, reason }) => (
              <li key={`${name} ${version_constraint}`}>
                <span class="mono">{name}</span> <span class="quiet mono">{version_constraint}</span>
                <div class="quiet small">{reason}</div>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {notes.map((note) => (
        <p key={note} class="quiet small">
          {note}
        </p>
      ))}
    </>
  );
}

function PackageNames({ packages }: Pick<ParsedManifest, 'packages'>) {
  return (
    <ul class="names">
      {packages.slice(0, shown).map(({ name, version_constraint, ecosystem }) => (
        <li key={`${ecosystem} ${name} ${version_constraint}`}>
          <span class="quiet small">{ecosystem}</span> <span class="mono">{name}</span>{' '}
          <span class="quiet mono">{version_constraint}</span>
        </li>
      ))}
      {packages.length > shown && <li class="quiet">and {count(packages.length - shown, 'more', 'more')}</li>}
    </ul>
  );
}
