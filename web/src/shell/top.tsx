import { formatRoute, type Route } from '../routing/route.ts';
import { Mark } from './mark.tsx';

const places = [
  { text: 'New', route: { view: 'start' }, views: ['start', 'plan'] },
  { text: 'Jobs', route: { view: 'jobs' }, views: ['jobs', 'job', 'package', 'compare'] },
] as const;

export function Top({ route }: { readonly route: Route }) {
  return (
    <header class="top">
      {/* biome-ignore lint/a11y/useValidAnchor: it leads to a place, and may not change the address. */}
      <a class="skip button" href="#main" onClick={skipToMain}>
        To the content
      </a>
      <div class="top-row">
        <a class="wordmark" href={formatRoute({ view: 'start' })}>
          <Mark />
          phalus
        </a>
        <nav aria-label="Main">
          <ul>
            {places.map(({ text, route: to, views }) => (
              <li key={text}>
                <a
                  href={formatRoute(to)}
                  aria-current={(views as readonly string[]).includes(route.view) ? 'page' : undefined}
                >
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  );
}

/** The address stays as it is: a link to a place in the page would be taken for a route. */
function skipToMain(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
