/** Most bytes of one file that are taken out of an archive, whatever the settings allow to be shown. */
export const maxFileBytes = 4 * 1024 * 1024;
/** Most bytes of all files together that are taken out of an archive. */
export const maxArchiveBytes = 16 * 1024 * 1024;
/** Declarations that are handed on: files, and bytes together. */
export const maxDeclarationFiles = 200;
export const maxDeclarationBytes = 2 * 1024 * 1024;
/** Guides that are handed on. */
export const maxGuides = 30;
/** A changelog says little about behaviour: its newest part is enough. */
export const maxChangelogBytes = 8 * 1024;
/** Below this many characters a README is a pointer to the real one. */
export const tinyReadmeCharacters = 200;
/** Below this many characters that are not blank there is nothing to specify from. */
export const leastDocumentedCharacters = 40;
/** Bytes of one page of the web, decoded. */
export const maxPageBytes = 2 * 1024 * 1024;
export const maxRedirects = 5;
/** Refused files of an archive that are named one by one; the rest is counted. */
export const maxNamedRefusals = 50;
/** The Markdown parser takes 0.1 ms a line and more on texts of many small blocks; honest documents are far shorter. */
export const maxDocumentLines = 5_000;
