// A few hundred lines show what a file is, and keep the look at megabytes of anything short.
const linesLookedAt = 400;
const longestLine = 500;

/** The first lines of a text, cut to a bounded length, trimmed, without blank ones. */
export function readFirstLines(text: string): string[] {
  return text
    .slice(0, linesLookedAt * longestLine)
    .split(/\r?\n/, linesLookedAt)
    .map((line) => line.slice(0, longestLine).trim())
    .filter((line) => line !== '');
}
