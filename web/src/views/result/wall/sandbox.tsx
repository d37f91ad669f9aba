import { Definitions } from '../../../components/definitions.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import { count } from '../../../format/format.ts';
import { WallSection } from './wall-section.tsx';
import type { Wall, WallProps } from './wall-tab.tsx';

type SandboxRecord = NonNullable<Wall['sandbox']>;

/** What held the agents and the generated code, as it was measured in that run. */
export function Sandbox({ wall, missing }: WallProps) {
  const { sandbox } = wall;
  return (
    <WallSection
      title="What the sandbox enforced"
      items={sandbox === null ? null : sandbox.agents}
      reason={missing['wall.sandbox']}
      none="No agent ran."
    >
      {(agents) => (
        <>
          {sandbox !== null && <Modes sandbox={sandbox} />}
          {agents.map((agent, index) => (
            <AgentItem key={`${index}`} agent={agent} />
          ))}
        </>
      )}
    </WallSection>
  );
}

const answer = (value: boolean | null): string => (value === null ? 'not recorded' : value ? 'yes' : 'no');

function Modes({ sandbox }: { readonly sandbox: SandboxRecord }) {
  const { mode, same_model, same_key, code } = sandbox;
  return (
    <>
      <Definitions
        items={[
          { term: 'Isolation', value: mode },
          { term: 'Both agents have the same model', value: answer(same_model) },
          { term: 'Both agents have the same key', value: answer(same_key) },
        ]}
      />
      <h3>The generated code</h3>
      {code === null ? (
        <p class="quiet">It was not run in the build.</p>
      ) : (
        <Measured facts={code} what="What was seen to hold it" />
      )}
    </>
  );
}

function AgentItem({ agent }: { readonly agent: SandboxRecord['agents'][number] }) {
  const { ran_in, model, starts, denied, enforced } = agent;
  return (
    <div class="section">
      <h3>{agent.agent}</h3>
      <p>
        Ran in: {ran_in}. Model: {model ?? 'not recorded'}.
        {starts !== null && ` Started ${count(starts, 'time')}.`}
      </p>
      {Object.keys(enforced).length === 0 ? (
        <p class="quiet small">
          Nothing but the code of phalus held it: no sandbox of the system was around it.
        </p>
      ) : (
        <Measured facts={enforced} what="What was seen to hold it" />
      )}
      {denied.length > 0 && (
        <Disclosure summary={`${count(denied.length, 'thing')} it was denied`}>
          <ul>
            {denied.map(({ kind, detail }, index) => (
              <li key={`${index}`}>
                {kind}: <span class="mono small">{detail}</span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}

function Measured({
  facts,
  what,
}: {
  readonly facts: Readonly<Record<string, string>>;
  readonly what: string;
}) {
  const items = Object.entries(facts).map(([name, value]) => ({
    term: name.replaceAll('_', ' '),
    value: <span class="mono small">{String(value)}</span>,
  }));
  return (
    <Disclosure summary={`${what}: ${count(items.length, 'measurement')}`}>
      <Definitions items={items} />
    </Disclosure>
  );
}
