/** Where the reader is. The part of the address after `#` says it, so that the server has one page. */
export type Route =
  | { readonly view: 'start' }
  | { readonly view: 'plan' }
  | { readonly view: 'jobs' }
  | { readonly view: 'job'; readonly job: string }
  | {
      readonly view: 'package';
      readonly job: string;
      readonly ecosystem: string;
      readonly name: string;
      /** Empty for the first one. */
      readonly tab: string;
    }
  | { readonly view: 'compare'; readonly first: string; readonly second: string }
  | { readonly view: 'unknown' };

export function parseRoute(hash: string): Route {
  const parts = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decode);
  const [head = '', first = '', middle = '', ecosystem = '', name = '', tab = ''] = parts;
  if (parts.length === 1 && head === '') return { view: 'start' };
  if (parts.length === 1 && (head === 'plan' || head === 'jobs')) return { view: head };
  if (head === 'compare' && parts.length === 3 && first !== '' && middle !== '') {
    return { view: 'compare', first, second: middle };
  }
  if (head !== 'jobs' || first === '') return { view: 'unknown' };
  if (parts.length === 2) return { view: 'job', job: first };
  if (middle === 'packages' && name !== '' && parts.length <= 6) {
    return { view: 'package', job: first, ecosystem, name, tab };
  }
  return { view: 'unknown' };
}

export function formatRoute(route: Route): string {
  switch (route.view) {
    case 'plan':
    case 'jobs':
      return `#/${route.view}`;
    case 'job':
      return `#/jobs/${encodeURIComponent(route.job)}`;
    case 'package': {
      const { job, ecosystem, name, tab } = route;
      const parts = [job, 'packages', ecosystem, name, ...(tab === '' ? [] : [tab])];
      return `#/jobs/${parts.map(encodeURIComponent).join('/')}`;
    }
    case 'compare':
      return `#/compare/${encodeURIComponent(route.first)}/${encodeURIComponent(route.second)}`;
    default:
      return '#/';
  }
}

/** What a person typed by hand may be no encoding at all. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
