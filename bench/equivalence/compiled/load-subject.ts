import type { Registry } from '../../../src/registry/index.ts';
import { openOwnRegistry, type SpecifiedOriginal, specifyOriginal } from '../specify-original.ts';

export type CompiledEcosystem = 'crates' | 'go';

export interface CompiledSubject extends SpecifiedOriginal {
  readonly id: string;
}

export interface OpenedRegistries {
  find(ecosystem: CompiledEcosystem): Promise<Registry>;
  close(): Promise<void>;
}

/** The user's own registries, opened when they are first asked for. */
export function openRegistries(): OpenedRegistries {
  const opened = new Map<CompiledEcosystem, ReturnType<typeof openOwnRegistry>>();
  return {
    async find(ecosystem) {
      const known = opened.get(ecosystem) ?? openOwnRegistry(ecosystem);
      opened.set(ecosystem, known);
      return (await known).registry;
    },
    async close() {
      for (const each of opened.values()) await (await each).close();
    },
  };
}

export async function loadSubject(
  id: string,
  ecosystem: CompiledEcosystem,
  registries: OpenedRegistries,
): Promise<CompiledSubject> {
  const registry = await registries.find(ecosystem);
  const at = id.lastIndexOf('@');
  const range = ecosystem === 'crates' ? `=${id.slice(at + 1)}` : id.slice(at + 1);
  return { id, ...(await specifyOriginal(registry, { name: id.slice(0, at), range })) };
}
