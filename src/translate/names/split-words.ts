/** The words of a name in small letters, whatever its convention: `testGUILabel2`, `test_gui-label2` and `TestGuiLabel2`. */
export function splitWords(name: string): readonly string[] {
  return name
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}
