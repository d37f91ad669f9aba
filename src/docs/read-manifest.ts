import { z } from 'zod';

/** Only what says where declarations are; anything of another shape counts as absent. */
const PublishedManifest = z.object({
  main: z.string().optional().catch(undefined),
  module: z.string().optional().catch(undefined),
  types: z.string().optional().catch(undefined),
  typings: z.string().optional().catch(undefined),
  exports: z.unknown().optional(),
});

/** The entry points in the package.json of an archive; nothing when there is none or it is no JSON object. */
export function readManifest(content: Uint8Array | undefined): Readonly<Record<string, unknown>> {
  if (content === undefined) return {};
  try {
    const parsed = PublishedManifest.safeParse(JSON.parse(new TextDecoder().decode(content)));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}
