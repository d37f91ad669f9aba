import { z } from 'zod';

export const licenseIds = ['mit', 'apache-2.0', 'bsd-2', 'bsd-3', 'isc', 'unlicense', 'cc0'] as const;
export const isolationModes = ['context', 'process', 'container'] as const;
export const providers = ['local', 'anthropic', 'openai-compatible', 'ollama'] as const;
export const targetLanguages = ['javascript', 'typescript', 'python', 'rust', 'go'] as const;
export const targetLanguageChoices = ['auto', ...targetLanguages] as const;

const AgentConfig = z.strictObject({
  provider: z.enum(providers).default('local'),
  /** Model name at the provider; for `local` a name of the catalogue or the path of a GGUF file. */
  model: z.string().default(''),
  api_key: z.string().default(''),
  /** Required for openai-compatible; where ollama listens; empty takes the provider's own. */
  base_url: z.string().default(''),
  /** Most tokens of one reply. */
  max_tokens: z.int().positive().default(2048),
  /** Tokens of context, input and output together; 0 takes what the provider or the model file says. */
  context_tokens: z.int().nonnegative().default(0),
});

/** The whole configuration. Every key is optional in the file; an unknown key is an error. */
export const Config = z.strictObject({
  llm: z
    .strictObject({
      agent_a: AgentConfig.prefault({}),
      agent_b: AgentConfig.prefault({}),
      retry: z
        .strictObject({
          max_attempts: z.int().min(1).max(20).default(5),
          initial_delay_ms: z.int().positive().default(1000),
          max_delay_ms: z.int().positive().default(60_000),
        })
        .prefault({}),
      /** Seconds without a byte after which a reply counts as dead. */
      idle_timeout_seconds: z.int().positive().default(120),
      /** Money per million tokens by `provider/model`, when the user wants cost in money. */
      prices: z
        .record(
          z.string(),
          z.strictObject({ input: z.number(), cached_input: z.number().optional(), output: z.number() }),
        )
        .default({}),
    })
    .prefault({}),
  isolation: z
    .strictObject({
      mode: z.enum(isolationModes).default('context'),
      /** Which sandbox generated code runs in, and which engine makes the containers of mode `container`. */
      backend: z.enum(['auto', 'bubblewrap', 'docker', 'podman']).default('auto'),
      /** Leave the original's name in the prose and metadata that Agent B is shown; else it works as `the-package`. */
      tell_name: z.boolean().default(false),
    })
    .prefault({}),
  limits: z
    .strictObject({
      packages_per_job: z.int().positive().default(50),
      package_size_mb: z.number().positive().default(64),
      concurrency: z.int().min(1).max(32).default(1),
      /** Tokens of a whole job, input and output; 0 is no limit. */
      tokens: z.int().nonnegative().default(0),
      /** Money of a whole job in the unit of `llm.prices`; 0 is no limit. */
      money: z.number().nonnegative().default(0),
      /**
       * Builder attempts per package, first ones and repairs together; 0 takes 12 from a hosted model, and from a local
       * one, whose tokens cost nothing but time, up to 32 while their replies are short.
       */
      attempts: z.int().min(0).max(50).default(0),
      /** Passing candidates to compare with each other; 0 takes 3 from a local model and 1 from a hosted one. */
      candidates: z.int().min(0).max(9).default(0),
    })
    .prefault({}),
  validation: z
    .strictObject({
      similarity_threshold: z.number().min(0).max(1).default(0.7),
      test_timeout_seconds: z.int().positive().default(30),
      /** Compare with the original's source at all; without it similarity is skipped. */
      similarity: z.boolean().default(true),
      /** Run the original beside the result and compare what they answer; without it behaviour is skipped. */
      behaviour: z.boolean().default(true),
      /**
       * Which differences from the original go back as clarifications of the specification (input and the original's
       * answer), after which Agent B tries again.
       */
      feedback: z.enum(['none', 'documented', 'all']).default('documented'),
      /** No further inputs are tried after so long. */
      behaviour_seconds: z.int().positive().max(3600).default(25),
    })
    .prefault({}),
  output: z
    .strictObject({
      directory: z.string().default('phalus-output'),
      license: z.enum(licenseIds).default('mit'),
      /** Path of a licence text of the user's own; wins over `license`. */
      license_file: z.string().default(''),
      copyright_holder: z.string().default(''),
      /** `auto` is the language of the package's own ecosystem. */
      target_lang: z.enum(targetLanguageChoices).default('auto'),
    })
    .prefault({}),
  web: z
    .strictObject({
      host: z.string().default('127.0.0.1'),
      port: z.int().min(0).max(65_535).default(3000),
      /** What every request must show when it is set; without one only this machine may connect. */
      token: z.string().default(''),
      /** Jobs at work at the same time; the others wait. */
      jobs_at_once: z.int().min(1).max(32).default(2),
    })
    .prefault({}),
  docs: z
    .strictObject({
      /** Most lines of one code block in a document; longer ones are cut. */
      max_code_block_lines: z.int().positive().default(120),
      max_document_kb: z.int().positive().default(512),
      /** Ask the repository's host and the homepage as well. */
      web: z.boolean().default(true),
      web_timeout_seconds: z.int().positive().default(10),
      /** Look for types in the DefinitelyTyped package of the matching version. */
      definitely_typed: z.boolean().default(true),
    })
    .prefault({}),
  registries: z
    .strictObject({
      /** Registry addresses that win over the client's own configuration; empty asks the client. */
      npm: z.string().default(''),
      pypi: z.string().default(''),
      /** A sparse index. */
      crates: z.string().default(''),
      /** Module proxies, as in GOPROXY. */
      go: z.string().default(''),
      /** Disk for answers of registries, so that what has not changed is not sent again; 0 keeps none. */
      cache_mb: z.int().min(0).max(100_000).default(256),
    })
    .prefault({}),
});
export type Config = z.infer<typeof Config>;
export type AgentConfig = z.infer<typeof AgentConfig>;
export type LicenseId = (typeof licenseIds)[number];
export type IsolationMode = (typeof isolationModes)[number];
export type TargetLanguage = (typeof targetLanguages)[number];
