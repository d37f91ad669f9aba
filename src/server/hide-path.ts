/** The text with places below a folder of this machine as they are called there: where it lies is nobody's business. */
export function hidePath(text: string, folder: string): string {
  if (folder.length < 2) return text;
  return text.replaceAll(`${folder}/`, '').replaceAll(folder, '.');
}
