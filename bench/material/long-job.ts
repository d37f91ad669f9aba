import type { StreamEvent } from '../../src/server/jobs/events.ts';
import type { JobPackage, JobRecord } from '../../src/server/jobs/record.ts';

const id = '3f0c1d2e-0000-4000-8000-000000000001';
const when = '2026-11-24T12:00:00.000Z';

/** A job of before as a server keeps it: its record and, a line each, so many events of its packages. */
export function renderLongJob(packageCount: number, eventCount: number) {
  const names = Array.from({ length: packageCount }, (_, index) => `package-${index}`);
  const events = Array.from({ length: eventCount - 1 }, (_, index) =>
    renderEvent(names[Math.floor((index * packageCount) / eventCount)] ?? '', index),
  );
  events.push({ JobDone: { total: packageCount, failed: 0 } });
  const record: JobRecord = {
    id,
    status: 'done',
    created_at: when,
    started_at: when,
    ended_at: when,
    manifest_type: 'package.json',
    manifest_sha256: '',
    settings: {},
    packages: names.map(renderPackage),
    error: null,
    pause: null,
    worked_ms: 1,
  };
  const lines = events.map((event, index) => JSON.stringify({ id: index + 1, event }));
  return { id, record: JSON.stringify(record), events: `${lines.join('\n')}\n` };
}

function renderEvent(name: string, index: number): StreamEvent {
  const text = `attempt ${index} (implement): ${index % 7} of 7 scenarios, S00${index % 9}: it returned ${index}`;
  return index % 2 === 0 ? { Log: { name, text } } : { PhaseDone: { name, phase: 'docs' } };
}

function renderPackage(name: string): JobPackage {
  return {
    name,
    registry_name: name,
    version_constraint: '*',
    ecosystem: 'npm',
    status: 'finished',
    phase: 'validate',
    version: '1.0.0',
    success: true,
    verdict: 'PASS',
    reasons: ['all checks passed'],
    hint: null,
    checks: [],
    cost: null,
    ended_at: when,
  };
}
