import type { RebuildRow } from './types.ts';

const rowHeight = 18;
const labelWidth = 190;
const barWidth = 360;
const top = 34;

const colors: Readonly<Record<RebuildRow['verdict'], string>> = {
  PASS: '#2f7d4f',
  REVIEW: '#b7791f',
  FAIL: '#b23b3b',
  STOPPED: '#777777',
};

/** One run as an SVG: a bar a package, as long as its share of documented vectors, coloured by phalus's own verdict. */
export function renderPlot(rows: readonly RebuildRow[]): string {
  const height = top + rows.length * rowHeight + 30;
  const width = labelWidth + barWidth + 130;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" role="img">`,
    '<title>Documented vectors right, by package, coloured by verdict</title>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...renderLegend(),
    ...rows.flatMap(renderBar),
    ...[0, 25, 50, 75, 100].map(
      (share) =>
        `<text x="${labelWidth + (barWidth * share) / 100}" y="${height - 8}" text-anchor="middle" fill="#555555">${share} %</text>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}

function renderLegend(): string[] {
  return Object.entries(colors).flatMap(([verdict, color], index) => {
    const x = labelWidth + index * 90;
    return [
      `<rect x="${x}" y="10" width="10" height="10" fill="${color}"/>`,
      `<text x="${x + 15}" y="19" fill="#222222">${verdict}</text>`,
    ];
  });
}

function renderBar({ package: name, documented, verdict, seconds }: RebuildRow, index: number): string[] {
  const y = top + index * rowHeight;
  const length = (documented.right / documented.total) * barWidth;
  return [
    `<text x="${labelWidth - 8}" y="${y + 12}" text-anchor="end" fill="#222222">${escapeText(name)}</text>`,
    `<rect x="${labelWidth}" y="${y + 2}" width="${barWidth}" height="12" fill="#eeeeee"/>`,
    `<rect x="${labelWidth}" y="${y + 2}" width="${length.toFixed(1)}" height="12" fill="${colors[verdict]}"/>`,
    `<text x="${labelWidth + barWidth + 8}" y="${y + 12}" fill="#222222">${documented.right}/${documented.total}, ${Math.round(seconds)} s</text>`,
  ];
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
