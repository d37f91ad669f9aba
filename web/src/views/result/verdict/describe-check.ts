const questions = new Map([
  ['syntax', 'Can every file be read, and does it fit the declared types?'],
  ['tests', 'Do the tests and the scenarios of the specification hold in the sandbox?'],
  ['api-surface', 'Is every documented export there, with its members and types?'],
  ['license', 'Is the licence the one asked for, and is no other notice left?'],
  ['similarity', "How much of the original's code is in ours?"],
  ['behaviour', 'Does the original answer the same to the same inputs?'],
  ['beyond-examples', 'Are answers made for more than the examples that are documented?'],
  ['side-effects', 'Does it touch files, network or processes that nobody documented?'],
  ['dependencies', 'Is what it needs declared, there, and freely licensed?'],
  ['secrets', "Are there credentials, addresses, or traces of the original's home?"],
]);

/** The question that a check answers. */
export function describeCheck(name: string): string {
  return questions.get(name) ?? 'A check that this page has no words for.';
}
