import type ts from 'typescript';
import { findEncodedRuns } from './find-blobs.ts';
import { findCodeInComments } from './find-comments.ts';
import { findExecutable } from './find-executable.ts';
import type { GuardOutcome } from './guard-prose.ts';
import { applyEdits, type TrackedText } from './tracked-text.ts';

export interface DeclarationRules {
  readonly maxCodeBlockLines: number;
  readonly maxBytes: number;
}

/** Guards a `.d.ts`: every node of its syntax tree must be a declaration, and its comments must not be a source. */
export async function guardDeclaration(
  original: TrackedText,
  rules: DeclarationRules,
): Promise<GuardOutcome> {
  // Loaded only when wanted: the compiler takes a third of a second to start.
  const { default: compiler } = await import('typescript');
  try {
    return judgeDeclaration(compiler, original, rules);
  } catch (error) {
    // The parser is recursive, so a file can overflow its stack; that is the file's fault.
    if (error instanceof RangeError) return { kind: 'refused', reason: 'nested too deeply to be read' };
    throw error;
  }
}

function judgeDeclaration(compiler: typeof ts, original: TrackedText, rules: DeclarationRules): GuardOutcome {
  const file = compiler.createSourceFile('types.d.ts', original.text, compiler.ScriptTarget.Latest, false);
  const { parseDiagnostics } = file as unknown as {
    parseDiagnostics: readonly { readonly start?: number }[];
  };
  const [problem] = parseDiagnostics;
  if (problem !== undefined) {
    const line = file.getLineAndCharacterOfPosition(problem.start ?? 0).line + 1;
    return { kind: 'refused', reason: `not declarations: line ${line} does not parse as TypeScript` };
  }
  const executable = findExecutable(compiler, file, rules.maxCodeBlockLines);
  if (executable !== null) return { kind: 'refused', reason: `source code, not declarations: ${executable}` };
  if (file.statements.length === 0 && file.referencedFiles.length === 0)
    return { kind: 'refused', reason: 'declares nothing' };
  const edits = [
    ...findCodeInComments(compiler, original.text, rules.maxCodeBlockLines),
    ...findEncodedRuns(original.text),
  ];
  const size = Buffer.byteLength(original.text);
  if (size > rules.maxBytes) {
    const end = lastStatementWithin(file, rules.maxBytes * (original.text.length / size));
    edits.push({
      start: end,
      end: original.text.length,
      replacement: '\n// [cut: the rest of the declarations]\n',
      reason: `document of ${size} bytes, the limit is ${rules.maxBytes}`,
    });
  }
  return { kind: 'kept', tracked: applyEdits(original, edits) };
}

function lastStatementWithin(file: ts.SourceFile, characters: number): number {
  return file.statements.findLast((statement) => statement.end <= characters)?.end ?? 0;
}
