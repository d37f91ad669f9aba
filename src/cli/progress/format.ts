/** `1 234 567`, with a narrow space that does not break. */
export function renderCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** `0.4s`, `12s`, `3m 07s`, `1h 02m`. */
export function renderDuration(durationMs: number): string {
  const seconds = Math.floor(durationMs / 1000);
  if (durationMs < 10_000) return `${(Math.max(0, durationMs) / 1000).toFixed(1)}s`;
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m ${pad(seconds % 60)}s`;
  return `${Math.floor(minutes / 60)}h ${pad(minutes % 60)}m`;
}

/** `512 B`, `48.1 kB`, `1.1 GB`. */
export function renderSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
