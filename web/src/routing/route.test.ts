import { expect, it } from 'vitest';
import { formatRoute, parseRoute, type Route } from './route.ts';

const routes: readonly Route[] = [
  { view: 'start' },
  { view: 'plan' },
  { view: 'jobs' },
  { view: 'job', job: '3f0c' },
  { view: 'package', job: '3f0c', ecosystem: 'npm', name: '@scope/name', tab: '' },
  { view: 'package', job: '3f0c', ecosystem: 'go', name: 'example.org/a/b?c#d%20', tab: 'code' },
  { view: 'compare', first: 'a', second: 'b' },
];

it.each(routes)('parseRoute() reads what formatRoute() writes: $view', (route) => {
  expect(parseRoute(formatRoute(route))).toEqual(route);
});

it.each(['#/jobs/', '#/jobs/a/b', '#/compare/a', '#/plan/x', '#/nothing', '#/jobs/a/packages/npm'])(
  'parseRoute() knows no view at %s',
  (hash) => {
    expect(parseRoute(hash)).toEqual({ view: 'unknown' });
  },
);

it.each(['', '#', '#/'])('parseRoute() begins at %j', (hash) => {
  expect(parseRoute(hash)).toEqual({ view: 'start' });
});

it('parseRoute() takes a name that is no encoding as it stands', () => {
  expect(parseRoute('#/jobs/a/packages/npm/100%')).toMatchObject({ name: '100%' });
});
