import { expect, it } from 'vitest';
import { hidePath } from './hide-path.ts';

it.each([
  ['Cannot write "/home/me/out/a/b.txt": no room', '/home/me/out', 'Cannot write "a/b.txt": no room'],
  ['open /home/me/out failed, /home/me/out/x too', '/home/me/out', 'open . failed, x too'],
  ['no path here', '/home/me/out', 'no path here'],
  ['GET /api/x', '', 'GET /api/x'],
  ['GET /api/x', '/', 'GET /api/x'],
])('hidePath() tells places below a folder as they are called there: %s', (text, folder, wanted) => {
  expect(hidePath(text, folder)).toBe(wanted);
});
