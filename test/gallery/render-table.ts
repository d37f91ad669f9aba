import type { Exhibit } from './judge-exhibit.ts';
import type { Sight } from './look-at.ts';

/** Marks between which `npm run gallery` writes: the first group, and that of attacks. */
export const tableMarks = {
  first: ['<!-- gallery: begin -->', '<!-- gallery: end -->'],
  second: ['<!-- second gallery: begin -->', '<!-- second gallery: end -->'],
} as const;

export function renderTable(exhibits: readonly Exhibit[], sights: ReadonlyMap<string, Sight>): string {
  const rows = exhibits.map(({ name, check }) => {
    const sight = sights.get(name);
    const reason = (sight?.reason ?? '').replace(/phalus-[0-9a-f-]{36}/g, 'phalus').slice(0, 170);
    return `| ${escapeCell(name)} | ${check} | ${sight?.verdict ?? 'not tried'} | ${escapeCell(reason)} |`;
  });
  return ['| planted | noticed by | verdict | what it says |', '|---|---|---|---|', ...rows].join('\n');
}

export function escapeCell(text: string): string {
  // Underscores and stars would be taken for emphasis, brackets for links.
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#~]/g, '\\$&');
}
