import { hostileTexts as texts } from './hostile-texts.fake.ts';

const at = (index: number): string => texts[index % texts.length] ?? '';
export const statuses = ['passed', 'review', 'failed', 'skipped', 'not-applicable'];
export const when = '2026-01-01T00:00:00.000Z';
export const cost = {
  ...{ cached_input_tokens: 0, calls: 1, duration_ms: 1, input_tokens: 1, money: null, output_tokens: 1 },
  ...{ reasoning_tokens: 0, replayed_calls: 0 },
};
/** One job of packages that are all an attacker's; `shift` makes another outcome of each. */
export const createJob = (id: string, shift: number) => ({
  ...{
    job_id: id,
    cost,
    created_at: when,
    started_at: when,
    ended_at: when,
    error: { code: at(1), error: at(2), hint: at(3) },
  },
  ...{
    failed: 1,
    total: texts.length,
    size: texts.length,
    manifest_content: at(4),
    manifest_type: at(5),
    status: 'done',
  },
  ...{ pause: { by: 'budget', reason: at(6) }, pausing: false, worked_ms: 5, settings: { only: texts } },
  packages: texts.map((name, index) => ({
    checks: ['syntax', 'tests', ...texts.slice(0, 3)].map((check, place) => ({
      ...{ name: check, reason: at(place), status: statuses[(index + shift) % 5] },
    })),
    ...{ cost, ecosystem: 'npm', ended_at: when, hint: name, name, phase: null, phases: [], reasons: [name] },
    ...{
      registry_name: name,
      status: 'finished',
      success: false,
      verdict: ['PASS', 'FAIL', 'REVIEW'][(index + shift) % 3],
    },
    ...{ version: name, version_constraint: name },
  })),
});

const events = texts.flatMap((name) => [
  { PackageStarted: { name } },
  { Log: { name, text: name } },
  { ModelText: { name, purpose: name, text: name, output_tokens: 1, tokens_per_second: 1 } },
  {
    AttemptDone: { name, failing: [name], number: 1, passed: 0, problem: name, purpose: 'repair', total: 1 },
  },
  { PackageFailed: { name, code: name, hint: name, phase: 'build', reason: name, verdict: 'FAIL' } },
  { PackageDone: { name, success: false } },
]);
export const eventPage = {
  events: [...events, { JobDone: { failed: 1, total: 1 } }].map((event, index) => ({ id: index + 1, event })),
  ...{ last_id: events.length + 1, live: false, next: null },
};

const listed = texts.map((text) => ({ ecosystem: 'npm', name: text, version_constraint: text }));
export const parsed = {
  ...{ manifest_type: at(7), notes: texts, packages: listed },
  unsupported: texts.map((text) => ({ name: text, reason: text, version_constraint: text })),
};
export const planned = listed.map((item, index) => ({
  package: {
    ...{ ...item, version: at(index + 1), size_bytes: 5, license: { class: item.name, spdx: item.name } },
    ...{ rebuild: { advice: 'worthwhile', reason: item.name } },
    estimate: {
      basis: item.name,
      cost: null,
      currency: null,
      input_tokens: 1,
      output_tokens: 1,
      seconds: null,
    },
    ...(index % 5 === 0 && { error: { code: item.name, error: item.name, hint: item.name } }),
  },
}));
