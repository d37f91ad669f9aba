import { Head } from '../components/head.tsx';
import { Empty } from '../components/states.tsx';
import { formatRoute } from '../routing/route.ts';

export function NotFound() {
  return (
    <>
      <Head title="There is nothing here" />
      <Empty>
        No view has this address. <a href={formatRoute({ view: 'start' })}>Begin a job</a> or look at{' '}
        <a href={formatRoute({ view: 'jobs' })}>the jobs there are</a>.
      </Empty>
    </>
  );
}
