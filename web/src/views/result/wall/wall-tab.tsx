import type { Evidence } from '../../../api/types.ts';
import { Loaded } from '../../../components/states.tsx';
import type { TabProps } from '../result-view.tsx';
import { usePart } from '../use-part.ts';
import { Crossed, Removed } from './crossed.tsx';
import { Questions } from './questions.tsx';
import { Asked, Read, Refused } from './read.tsx';
import { Sandbox } from './sandbox.tsx';

export type Wall = Evidence['wall'];

export interface WallProps {
  readonly wall: Wall;
  /** Reason by part, for what is null. */
  readonly missing: Evidence['missing'];
}

/** What each side of the wall was given, in the order in which it was. */
export function WallTab({ route }: TabProps) {
  const [evidence, reload] = usePart<Evidence>(route, 'evidence');
  return (
    <Loaded resource={evidence} what="the wall" onRetry={reload}>
      {({ wall, missing }) => {
        const props = { wall, missing };
        return (
          <>
            <p class="quiet">
              Agent A read documentation and wrote the specification. Agent B saw the specification and
              nothing else, and wrote the code. All of this is as it was recorded while it happened.
            </p>
            <div class="wall-columns">
              <Read {...props} />
              <Refused {...props} />
              <Crossed {...props} />
              <Removed {...props} />
            </div>
            <Questions {...props} />
            <Sandbox {...props} />
            <Asked {...props} />
          </>
        );
      }}
    </Loaded>
  );
}
