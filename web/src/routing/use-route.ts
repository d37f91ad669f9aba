import { useEffect, useState } from 'preact/hooks';
import { formatRoute, parseRoute, type Route } from './route.ts';

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const onChange = () => setHash(location.hash);
    addEventListener('hashchange', onChange);
    // The address may have changed between the first draw and now, when nobody listened.
    onChange();
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return parseRoute(hash);
}

export function goTo(route: Route): void {
  location.hash = formatRoute(route);
}
