export const phaseNames = ['resolve', 'docs', 'analyze', 'firewall', 'build', 'validate'] as const;
export type PhaseName = (typeof phaseNames)[number];
export type PhaseState = 'waiting' | 'running' | 'done' | 'failed';

export interface PhaseBarProps {
  readonly states: Readonly<Record<PhaseName, PhaseState>>;
}

/** Six segments in the order of the work. */
export function PhaseBar({ states }: PhaseBarProps) {
  return (
    <span class="phases" role="img" aria-label={describe(states)}>
      {phaseNames.map((name) => (
        <i key={name} data-state={states[name]} />
      ))}
    </span>
  );
}

function describe(states: PhaseBarProps['states']): string {
  const done = phaseNames.filter((name) => states[name] === 'done').length;
  const current = phaseNames.find((name) => states[name] === 'running' || states[name] === 'failed');
  const where = current === undefined ? '' : `, ${current} ${states[current]}`;
  return `${done} of 6 phases done${where}`;
}
