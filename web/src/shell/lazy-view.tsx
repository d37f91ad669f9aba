import type { ComponentType } from 'preact';
import { Loaded } from '../components/states.tsx';
import { useResource } from '../state/use-resource.ts';

/** A view whose code comes when it is entered. `load` must be the same function at each drawing. */
export function LazyView<Props extends object>(props: {
  readonly load: () => Promise<ComponentType<Props>>;
  readonly with: Props;
}) {
  const { load } = props;
  const [resource, reload] = useResource(async () => ({ View: await load() }), [load]);
  return (
    <Loaded resource={resource} what="this view" onRetry={reload}>
      {({ View }) => <View {...props.with} />}
    </Loaded>
  );
}
