import { formatRoute, type Route } from '../../routing/route.ts';

export type PackageRoute = Extract<Route, { readonly view: 'package' }>;

const tabs = [
  { tab: '', text: 'Verdict' },
  { tab: 'specification', text: 'Specification' },
  { tab: 'code', text: 'Code' },
  { tab: 'behaviour', text: 'Behaviour' },
  { tab: 'similarity', text: 'Similarity' },
  { tab: 'wall', text: 'Wall' },
  { tab: 'audit', text: 'Audit' },
  { tab: 'cost', text: 'Cost' },
] as const;

/** They are links: each tab has an address of its own. */
export function Tabs({ route }: { readonly route: PackageRoute }) {
  return (
    <nav class="tabs" aria-label="Parts of the result">
      <ul>
        {tabs.map(({ tab, text }) => (
          <li key={tab}>
            <a href={formatRoute({ ...route, tab })} aria-current={route.tab === tab ? 'page' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
