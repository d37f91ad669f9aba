// Written by npm run web:types from the OpenAPI document of the server.
export interface paths {
    readonly "/api/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Server health check */
        readonly get: operations["getHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/jobs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the jobs, newest first */
        readonly get: operations["listJobs"];
        readonly put?: never;
        /** Start a clean room job */
        readonly post: operations["startJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/jobs/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Status, packages, verdicts and cost of a job */
        readonly get: operations["getJob"];
        readonly put?: never;
        readonly post?: never;
        /** Stop the work of a job; what is paid for is kept. With remove, delete one that is not at work */
        readonly delete: operations["cancelJob"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/jobs/{id}/download": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Download completed job output as a ZIP */
        readonly get: operations["downloadJob"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/jobs/{id}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Stored events of a job; the stream goes on with Last-Event-ID */
        readonly get: operations["listEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/jobs/{id}/pause": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Begin no further call of a model; what is paid for is kept */
        readonly post: operations["pauseJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/jobs/{id}/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take up a job that did not come to its end; nothing is paid for twice */
        readonly post: operations["resumeJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/jobs/{id}/stream": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Stream real-time job progress via SSE */
        readonly get: operations["streamJob"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/machine": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What this server can do on this machine */
        readonly get: operations["getMachine"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/manifest/parse": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Parse a manifest and return the package list */
        readonly post: operations["parseManifest"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** This document */
        readonly get: operations["getOpenApi"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/packages/{name}/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get audit log entries for a package */
        readonly get: operations["getAudit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/packages/{name}/code": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get generated source files for a package */
        readonly get: operations["getCode"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/packages/{name}/csp": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get the CSP specification for a package */
        readonly get: operations["getSpecification"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/packages/{name}/evidence": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get what was recorded of a package on its way */
        readonly get: operations["getEvidence"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/packages/{name}/provenance": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get what each statement and each file comes from */
        readonly get: operations["getProvenance"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/packages/{name}/validation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get the verdict on a package with every check */
        readonly get: operations["getValidation"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/plan": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** What a job would be about and may cost, before anything is spent */
        readonly post: operations["planJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly AuditEntries: readonly {
            readonly digest: string;
            readonly event: {
                readonly package: string;
                readonly type: string;
            } & {
                readonly [key: string]: unknown;
            };
            readonly previous: string;
            readonly seq: number;
            readonly timestamp: string;
        }[];
        readonly CodeFiles: {
            readonly [key: string]: string;
        };
        readonly Error: {
            readonly code: string;
            readonly error: string;
            readonly hint?: string;
        };
        readonly EventPage: {
            readonly events: readonly {
                readonly event: {
                    readonly PackageStarted: {
                        /** @description Package name */
                        readonly name: string;
                    };
                } | {
                    readonly PhaseDone: {
                        /** @description Package name */
                        readonly name: string;
                        /** @enum {string} */
                        readonly phase: "resolve" | "docs" | "analyze" | "firewall" | "build" | "validate";
                    };
                } | {
                    readonly PackageDone: {
                        /** @description Package name */
                        readonly name: string;
                        readonly success: boolean;
                    };
                } | {
                    readonly JobDone: {
                        /** @description Those of them with verdict FAIL, or that could not be done at all */
                        readonly failed: number;
                        /** @description Packages that came to an end */
                        readonly total: number;
                    };
                } | {
                    readonly PhaseStarted: {
                        /** @description Package name */
                        readonly name: string;
                        /** @enum {string} */
                        readonly phase: "resolve" | "docs" | "analyze" | "firewall" | "build" | "validate";
                    };
                } | {
                    readonly Log: {
                        /** @description Package name */
                        readonly name: string;
                        readonly text: string;
                    };
                } | {
                    readonly AttemptDone: {
                        /** @description Ids of scenarios; null where none could be run */
                        readonly failing: readonly string[] | null;
                        /** @description Package name */
                        readonly name: string;
                        readonly number: number;
                        /** @description Scenarios of the specification */
                        readonly passed: number;
                        /** @description The first failure, or why nothing ran */
                        readonly problem: string | null;
                        /** @enum {string} */
                        readonly purpose: "implement" | "repair";
                        readonly total: number;
                    };
                } | {
                    readonly ModelText: {
                        /** @description Package name */
                        readonly name: string;
                        readonly output_tokens: number | null;
                        readonly purpose: string;
                        readonly text: string;
                        readonly tokens_per_second: number | null;
                    };
                } | {
                    readonly ModelDone: {
                        readonly input_tokens: number;
                        /** @description Package name */
                        readonly name: string;
                        readonly output_tokens: number;
                        readonly purpose: string;
                        readonly replayed: boolean;
                    };
                } | {
                    readonly PackageFailed: {
                        readonly code: string | null;
                        readonly hint: string | null;
                        /** @description Package name */
                        readonly name: string;
                        readonly phase: ("resolve" | "docs" | "analyze" | "firewall" | "build" | "validate") | null;
                        readonly reason: string;
                        readonly verdict: ("PASS" | "FAIL" | "REVIEW") | null;
                    };
                } | {
                    readonly JobFailed: {
                        readonly code: string;
                        readonly error: string;
                        readonly hint: string | null;
                    };
                } | {
                    readonly JobCancelled: {
                        /** @description Those of them with verdict FAIL, or that could not be done at all */
                        readonly failed: number;
                        /** @description Packages that came to an end */
                        readonly total: number;
                    };
                } | {
                    readonly JobPaused: {
                        /** @enum {string} */
                        readonly by: "person" | "budget";
                        /** @description Those of them with verdict FAIL, or that could not be done at all */
                        readonly failed: number;
                        readonly reason: string;
                        /** @description Packages that came to an end */
                        readonly total: number;
                    };
                } | {
                    readonly JobInterrupted: {
                        /** @enum {string} */
                        readonly by: "shutdown" | "budget";
                        /** @description Those of them with verdict FAIL, or that could not be done at all */
                        readonly failed: number;
                        /** @description Packages that came to an end */
                        readonly total: number;
                    };
                };
                readonly id: number;
            }[];
            /** @description Number of the newest event of the job */
            readonly last_id: number;
            /** @description Whether more will come in this run */
            readonly live: boolean;
            /** @description For after, to read on; null at the end of what there is */
            readonly next: number | null;
        };
        readonly Evidence: {
            readonly attempts: readonly {
                /** @description Ids of scenarios; null where they were not recorded */
                readonly failing: readonly string[] | null;
                readonly number: number;
                /** @enum {string} */
                readonly outcome: "passed" | "failed";
                /** @description Scenarios of the specification */
                readonly passed: number;
                /** @description The first failure, or why nothing ran */
                readonly problem: string | null;
                /** @enum {string} */
                readonly purpose: "implement" | "repair";
                readonly total: number;
            }[] | null;
            readonly audit: {
                readonly about_package: number;
                /** @description In the log */
                readonly entries: number;
                /** @description At most 100 */
                readonly findings: readonly {
                    readonly kind: string;
                    readonly line: number;
                    readonly message: string;
                }[];
                /** @description Why it does not hold */
                readonly reason: string | null;
                /** @description Whether the whole chain holds */
                readonly verified: boolean;
            } | null;
            readonly cost: {
                readonly cached_input_tokens: number;
                readonly calls: number;
                readonly duration_ms: number;
                readonly input_tokens: number;
                readonly money: number | null;
                readonly output_tokens: number;
                readonly reasoning_tokens: number;
                readonly replayed_calls: number;
            } | null;
            readonly job_id: string | null;
            /** @description Reason by part, as in "wall.builder_saw" */
            readonly missing: {
                readonly [key: string]: string;
            };
            readonly package_name: string;
            readonly package_version: string | null;
            readonly phases: readonly {
                /** @description Asked of a model and paid for */
                readonly calls: number;
                readonly input_tokens: number;
                /** @description Null when the price of a call is unknown */
                readonly money: number | null;
                readonly output_tokens: number;
                /** @enum {string} */
                readonly phase: "resolve" | "docs" | "analyze" | "firewall" | "build" | "validate";
                /** @description Answered by the journal */
                readonly replayed_calls: number;
                readonly seconds: number;
            }[] | null;
            readonly wall: {
                /** @description Addresses that were asked for documentation */
                readonly asked: readonly string[] | null;
                /** @description Every question that Agent B was asked */
                readonly builder_saw: readonly {
                    readonly bytes: number;
                    readonly call: number;
                    readonly input_tokens: number;
                    readonly is_cut: boolean;
                    readonly model: string;
                    readonly output_tokens: number;
                    readonly purpose: string;
                    /** @description Of the instructions and messages as JSON */
                    readonly sha256: string;
                    /** @description Instructions and messages, as the model was sent them */
                    readonly text: string;
                }[] | null;
                readonly crossed: readonly {
                    /** @description Null where it was not recorded */
                    readonly bytes: number | null;
                    readonly document: string;
                    /** @description As Agent B was shown it */
                    readonly handed_sha256: string | null;
                    /** @description From 1; later ones carry clarifications */
                    readonly round: number;
                    /** @description As cleared and delivered */
                    readonly sha256: string;
                }[] | null;
                /** @description What Agent A was given */
                readonly read: readonly {
                    /** @description Null where it was not recorded */
                    readonly bytes: number | null;
                    readonly document: string;
                    readonly kind: string;
                    readonly sha256: string | null;
                    /** @description Where it was found */
                    readonly source: string;
                }[] | null;
                /** @description What was kept from Agent A, and from crossing */
                readonly refused: readonly {
                    /** @enum {string} */
                    readonly by: "source guard" | "firewall";
                    /** @description Null where it was not recorded */
                    readonly bytes: number | null;
                    readonly document: string;
                    readonly line: number | null;
                    readonly reason: string;
                }[] | null;
                /** @description What was taken out on the way */
                readonly removed: readonly {
                    readonly count: number;
                    /** @description Some of them, for a person */
                    readonly examples: readonly string[];
                    readonly reason: string;
                }[] | null;
                readonly sandbox: {
                    readonly agents: readonly {
                        readonly agent: string;
                        readonly denied: readonly {
                            readonly detail: string;
                            readonly kind: string;
                        }[];
                        /** @description As observed in that run; empty where only code held it */
                        readonly enforced: {
                            readonly [key: string]: string;
                        };
                        readonly model: string | null;
                        readonly ran_in: string;
                        readonly starts: number | null;
                    }[];
                    /** @description What held the generated code in the build, as observed; null when it was not run */
                    readonly code: {
                        readonly [key: string]: string;
                    } | null;
                    readonly mode: string;
                    readonly same_key: boolean | null;
                    readonly same_model: boolean | null;
                } | null;
            };
        };
        readonly JobDetail: {
            /** @description Of all packages that came to an end */
            readonly cost: {
                readonly cached_input_tokens: number;
                readonly calls: number;
                readonly duration_ms: number;
                readonly input_tokens: number;
                readonly money: number | null;
                readonly output_tokens: number;
                readonly reasoning_tokens: number;
                readonly replayed_calls: number;
            };
            readonly created_at: string;
            readonly ended_at: string | null;
            readonly error: {
                readonly code: string;
                readonly error: string;
                readonly hint: string | null;
            } | null;
            /** @description Those of them with verdict FAIL, or that could not be done at all */
            readonly failed: number;
            /** Format: uuid */
            readonly job_id: string;
            /** @description The text that it was begun with; null when that is gone or was changed */
            readonly manifest_content: string | null;
            readonly manifest_type: string;
            readonly packages: readonly {
                readonly checks: readonly {
                    readonly name: string;
                    readonly reason: string;
                    /** @enum {string} */
                    readonly status: "passed" | "failed" | "review" | "skipped" | "not-applicable";
                }[];
                readonly cost: {
                    readonly cached_input_tokens: number;
                    readonly calls: number;
                    readonly duration_ms: number;
                    readonly input_tokens: number;
                    readonly money: number | null;
                    readonly output_tokens: number;
                    readonly reasoning_tokens: number;
                    readonly replayed_calls: number;
                } | null;
                /** @enum {string} */
                readonly ecosystem: "npm" | "pypi" | "crates" | "go";
                readonly ended_at: string | null;
                readonly hint: string | null;
                readonly name: string;
                readonly phase: ("resolve" | "docs" | "analyze" | "firewall" | "build" | "validate") | null;
                readonly phases?: readonly {
                    /** @description Asked of a model and paid for */
                    readonly calls: number;
                    readonly input_tokens: number;
                    /** @description Null when the price of a call is unknown */
                    readonly money: number | null;
                    readonly output_tokens: number;
                    /** @enum {string} */
                    readonly phase: "resolve" | "docs" | "analyze" | "firewall" | "build" | "validate";
                    /** @description Answered by the journal */
                    readonly replayed_calls: number;
                    readonly seconds: number;
                }[];
                readonly reasons: readonly string[];
                readonly registry_name: string;
                /** @enum {string} */
                readonly status: "waiting" | "running" | "finished" | "stopped" | "unsupported";
                readonly success: boolean | null;
                readonly verdict: ("PASS" | "FAIL" | "REVIEW") | null;
                readonly version: string | null;
                readonly version_constraint: string;
            }[];
            /** @description Why it is paused */
            readonly pause: {
                /** @enum {string} */
                readonly by: "person" | "budget";
                readonly reason: string;
            } | null;
            /** @description Asked to pause, while calls of its models still run */
            readonly pausing: boolean;
            /** @description As they were asked for */
            readonly settings: {
                readonly budget?: {
                    /** @description Money, in the unit of llm.prices */
                    readonly cost?: number;
                    /** @description At work, waiting not counted */
                    readonly minutes?: number;
                    /** @description Input and output of all calls */
                    readonly tokens?: number;
                };
                readonly concurrency?: number;
                readonly exclude?: readonly string[];
                /** @enum {string} */
                readonly isolation?: "context" | "process" | "container";
                /** @enum {string} */
                readonly license?: "mit" | "apache-2.0" | "bsd-2" | "bsd-3" | "isc" | "unlicense" | "cc0";
                readonly only?: readonly string[];
                readonly similarity_threshold?: number;
                /** @enum {string} */
                readonly target_lang?: "auto" | "javascript" | "typescript" | "python" | "rust" | "go";
            };
            /** @description Packages of its manifest, unsupported ones included */
            readonly size: number;
            readonly started_at: string | null;
            /** @enum {string} */
            readonly status: "queued" | "running" | "paused" | "done" | "failed" | "interrupted" | "cancelled";
            /** @description Packages that came to an end */
            readonly total: number;
            /** @description Time at work over all runs */
            readonly worked_ms: number;
        };
        readonly JobList: {
            readonly jobs: readonly {
                readonly created_at: string;
                readonly ended_at: string | null;
                /** @description Those of them with verdict FAIL, or that could not be done at all */
                readonly failed: number;
                /** Format: uuid */
                readonly job_id: string;
                readonly manifest_type: string;
                /** @description Why it is paused */
                readonly pause: {
                    /** @enum {string} */
                    readonly by: "person" | "budget";
                    readonly reason: string;
                } | null;
                /** @description Packages of its manifest, unsupported ones included */
                readonly size: number;
                readonly started_at: string | null;
                /** @enum {string} */
                readonly status: "queued" | "running" | "paused" | "done" | "failed" | "interrupted" | "cancelled";
                /** @description Packages that came to an end */
                readonly total: number;
            }[];
        };
        readonly Machine: {
            /** @description Where generated code runs, in every isolation mode */
            readonly code_sandbox: {
                readonly available: boolean;
                readonly back_end: string | null;
                /** @description What was seen to hold when it was tried on this machine */
                readonly guarantees: readonly string[];
                readonly limits: readonly string[];
                readonly reason?: string;
                readonly remedy?: string;
            };
            readonly defaults: {
                readonly budget: {
                    /** @description Money, in the unit of llm.prices */
                    readonly cost?: number;
                    /** @description At work, waiting not counted */
                    readonly minutes?: number;
                    /** @description Input and output of all calls */
                    readonly tokens?: number;
                };
                readonly concurrency: number;
                /** @enum {string} */
                readonly isolation: "context" | "process" | "container";
                /** @enum {string} */
                readonly license: "mit" | "apache-2.0" | "bsd-2" | "bsd-3" | "isc" | "unlicense" | "cc0";
                /** @description Whether a licence text of the user is configured, which then wins */
                readonly license_file: boolean;
                readonly packages_per_job: number;
                readonly similarity_threshold: number;
                /** @enum {string} */
                readonly target_lang: "auto" | "javascript" | "typescript" | "python" | "rust" | "go";
            };
            readonly isolation: readonly {
                readonly available: boolean;
                /** @description What holds the agents and its version; null for phalus itself */
                readonly back_end: string | null;
                /** @description What was seen to hold when it was tried on this machine */
                readonly guarantees: readonly string[];
                /** @description What it does not hold, or not on this machine */
                readonly limits: readonly string[];
                /** @enum {string} */
                readonly mode: "context" | "process" | "container";
                /** @description Why it is not available */
                readonly reason?: string;
                readonly remedy?: string;
            }[];
            readonly licenses: readonly {
                /** @enum {string} */
                readonly id: "mit" | "apache-2.0" | "bsd-2" | "bsd-3" | "isc" | "unlicense" | "cc0";
                readonly spdx: string;
                readonly title: string;
            }[];
            readonly manifest_formats: readonly string[];
            readonly models: {
                readonly analyze: {
                    /** @description Whether it runs on this machine, where a call costs no money */
                    readonly local: boolean;
                    /** @description provider/model; null when the settings name none that can be used */
                    readonly name: string | null;
                    /** @description Money per million tokens, as llm.prices says; null when nothing is known */
                    readonly price: {
                        readonly cached_input: number;
                        readonly input: number;
                        readonly output: number;
                    } | null;
                    /** @description Why it cannot be used */
                    readonly reason?: string;
                };
                readonly build: {
                    /** @description Whether it runs on this machine, where a call costs no money */
                    readonly local: boolean;
                    /** @description provider/model; null when the settings name none that can be used */
                    readonly name: string | null;
                    /** @description Money per million tokens, as llm.prices says; null when nothing is known */
                    readonly price: {
                        readonly cached_input: number;
                        readonly input: number;
                        readonly output: number;
                    } | null;
                    /** @description Why it cannot be used */
                    readonly reason?: string;
                };
            };
            readonly target_languages: readonly {
                /** @description Whether code of it can be built and judged here */
                readonly available: boolean;
                /** @enum {string} */
                readonly name: "javascript" | "typescript" | "python" | "rust" | "go";
                readonly reason?: string;
                readonly remedy?: string;
            }[];
            readonly version: string;
        };
        readonly PlanLine: {
            readonly package: {
                /** @enum {string} */
                readonly ecosystem: "npm" | "pypi" | "crates" | "go";
                /** @description Why it cannot be planned; the fields before are null then */
                readonly error?: {
                    readonly code: string;
                    readonly error: string;
                    readonly hint?: string;
                };
                readonly estimate: {
                    /** @description What the figures come from */
                    readonly basis: string;
                    /** @description Null where a price is not known */
                    readonly cost: number | null;
                    /** @description The unit of llm.prices, which names none */
                    readonly currency: null;
                    readonly input_tokens: number;
                    readonly output_tokens: number;
                    /** @description Null until packages were made with the same models */
                    readonly seconds: number | null;
                } | null;
                readonly license: {
                    readonly class: string;
                    /** @description As the package declares it; empty for none */
                    readonly spdx: string;
                } | null;
                readonly name: string;
                readonly rebuild: {
                    /** @enum {string} */
                    readonly advice: "worthwhile" | "pointless" | "unknown";
                    readonly reason: string;
                } | null;
                readonly size_bytes: number | null;
                readonly version: string | null;
                readonly version_constraint: string;
            };
        } | {
            readonly total: {
                readonly basis: string;
                readonly cost: number | null;
                readonly currency: null;
                /** @description Packages that the figures are about */
                readonly estimated: number;
                /** @description Packages that cannot be planned */
                readonly failed: number;
                readonly input_tokens: number;
                readonly output_tokens: number;
                readonly packages: number;
                /** @description One package after the other */
                readonly seconds: number | null;
            };
        } | {
            readonly error: {
                readonly code: string;
                readonly error: string;
                readonly hint?: string;
            };
        };
        readonly Provenance: {
            /** @description Null when nothing was built */
            readonly files: readonly {
                /** @enum {string} */
                readonly made_by: "model" | "template" | "unknown";
                /** @description Null where it was not recorded */
                readonly parts: readonly {
                    /** @description One of the ten */
                    readonly document: string;
                    readonly heading: string;
                    /** @description Whether a part of it did not fit and was left out */
                    readonly is_cut: boolean;
                    /** @description Exports, scenarios or lines of it that were shown */
                    readonly names: readonly string[];
                }[] | null;
                readonly path: string;
                /** @description Why it is not known */
                readonly reason: string | null;
            }[] | null;
            /** @description Reason by part */
            readonly missing: {
                readonly [key: string]: string;
            };
            readonly package_name: string;
            readonly package_version: string | null;
            readonly statements: readonly {
                /** @description One of the ten */
                readonly document: string;
                /** @description Document and line, or document and the name of an export or scenario */
                readonly id: string;
                /** @enum {string} */
                readonly kind: "statement" | "export" | "scenario";
                readonly line: number | null;
                /** @description Exports that it is about, where it names them */
                readonly names: readonly string[];
                /** @description Empty where none was recorded */
                readonly sources: readonly {
                    /** @description Id of what Agent A read; "metadata" is what the registry says */
                    readonly document: string;
                    readonly first_line: number;
                    readonly kind: string | null;
                    readonly last_line: number;
                    /** @description Of the text that Agent A read */
                    readonly sha256: string | null;
                    /** @description Where that text was found */
                    readonly source: string | null;
                }[];
                readonly text: string;
            }[];
        };
        readonly Specification: {
            readonly documents: readonly {
                readonly content: string;
                readonly content_hash: string;
                readonly filename: string;
            }[];
            readonly generated_at: string;
            readonly package_name: string;
            readonly package_version: string;
        };
        readonly StreamEvent: {
            readonly PackageStarted: {
                /** @description Package name */
                readonly name: string;
            };
        } | {
            readonly PhaseDone: {
                /** @description Package name */
                readonly name: string;
                /** @enum {string} */
                readonly phase: "resolve" | "docs" | "analyze" | "firewall" | "build" | "validate";
            };
        } | {
            readonly PackageDone: {
                /** @description Package name */
                readonly name: string;
                readonly success: boolean;
            };
        } | {
            readonly JobDone: {
                /** @description Those of them with verdict FAIL, or that could not be done at all */
                readonly failed: number;
                /** @description Packages that came to an end */
                readonly total: number;
            };
        } | {
            readonly PhaseStarted: {
                /** @description Package name */
                readonly name: string;
                /** @enum {string} */
                readonly phase: "resolve" | "docs" | "analyze" | "firewall" | "build" | "validate";
            };
        } | {
            readonly Log: {
                /** @description Package name */
                readonly name: string;
                readonly text: string;
            };
        } | {
            readonly AttemptDone: {
                /** @description Ids of scenarios; null where none could be run */
                readonly failing: readonly string[] | null;
                /** @description Package name */
                readonly name: string;
                readonly number: number;
                /** @description Scenarios of the specification */
                readonly passed: number;
                /** @description The first failure, or why nothing ran */
                readonly problem: string | null;
                /** @enum {string} */
                readonly purpose: "implement" | "repair";
                readonly total: number;
            };
        } | {
            readonly ModelText: {
                /** @description Package name */
                readonly name: string;
                readonly output_tokens: number | null;
                readonly purpose: string;
                readonly text: string;
                readonly tokens_per_second: number | null;
            };
        } | {
            readonly ModelDone: {
                readonly input_tokens: number;
                /** @description Package name */
                readonly name: string;
                readonly output_tokens: number;
                readonly purpose: string;
                readonly replayed: boolean;
            };
        } | {
            readonly PackageFailed: {
                readonly code: string | null;
                readonly hint: string | null;
                /** @description Package name */
                readonly name: string;
                readonly phase: ("resolve" | "docs" | "analyze" | "firewall" | "build" | "validate") | null;
                readonly reason: string;
                readonly verdict: ("PASS" | "FAIL" | "REVIEW") | null;
            };
        } | {
            readonly JobFailed: {
                readonly code: string;
                readonly error: string;
                readonly hint: string | null;
            };
        } | {
            readonly JobCancelled: {
                /** @description Those of them with verdict FAIL, or that could not be done at all */
                readonly failed: number;
                /** @description Packages that came to an end */
                readonly total: number;
            };
        } | {
            readonly JobPaused: {
                /** @enum {string} */
                readonly by: "person" | "budget";
                /** @description Those of them with verdict FAIL, or that could not be done at all */
                readonly failed: number;
                readonly reason: string;
                /** @description Packages that came to an end */
                readonly total: number;
            };
        } | {
            readonly JobInterrupted: {
                /** @enum {string} */
                readonly by: "shutdown" | "budget";
                /** @description Those of them with verdict FAIL, or that could not be done at all */
                readonly failed: number;
                /** @description Packages that came to an end */
                readonly total: number;
            };
        };
        readonly Validation: {
            readonly checks: readonly {
                readonly detail: {
                    readonly [key: string]: unknown;
                };
                readonly duration_ms: number;
                readonly name: string;
                readonly reason: string;
                /** @enum {string} */
                readonly status: "passed" | "failed" | "review" | "skipped" | "not-applicable";
            }[];
            readonly package_name: string;
            readonly package_version: string | null;
            readonly reasons: readonly string[];
            /** @enum {string} */
            readonly verdict: "PASS" | "FAIL" | "REVIEW";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly getHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The server runs */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly readiness: {
                            readonly model: {
                                readonly detail: string;
                                /** @constant */
                                readonly ready: true;
                            } | {
                                /** @constant */
                                readonly ready: false;
                                readonly reason: string;
                                readonly remedy: string;
                            };
                            readonly sandbox: {
                                readonly detail: string;
                                /** @constant */
                                readonly ready: true;
                            } | {
                                /** @constant */
                                readonly ready: false;
                                readonly reason: string;
                                readonly remedy: string;
                            };
                        };
                        /** @description Whether model and sandbox are both there */
                        readonly ready: boolean;
                        /** @constant */
                        readonly status: "ok";
                        readonly version: string;
                    };
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly listJobs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The jobs */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobList"];
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly startJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description A new job, or one to take up */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly budget?: {
                        /** @description Money, in the unit of llm.prices */
                        readonly cost?: number;
                        /** @description At work, waiting not counted */
                        readonly minutes?: number;
                        /** @description Input and output of all calls */
                        readonly tokens?: number;
                    };
                    readonly concurrency?: number;
                    readonly exclude?: readonly string[];
                    /** @enum {string} */
                    readonly isolation?: "context" | "process" | "container";
                    /** @enum {string} */
                    readonly license?: "mit" | "apache-2.0" | "bsd-2" | "bsd-3" | "isc" | "unlicense" | "cc0";
                    /**
                     * @description Raw manifest text
                     * @example {"dependencies": {"left-pad": "^1.3.0"}}
                     */
                    readonly manifest_content: string;
                    readonly only?: readonly string[];
                    /** @description Take up the newest job with this manifest and these settings that did not come to its end */
                    readonly resume?: boolean;
                    readonly similarity_threshold?: number;
                    /** @enum {string} */
                    readonly target_lang?: "auto" | "javascript" | "typescript" | "python" | "rust" | "go";
                } | {
                    readonly budget?: {
                        /** @description Money, in the unit of llm.prices */
                        readonly cost?: number;
                        /** @description At work, waiting not counted */
                        readonly minutes?: number;
                        /** @description Input and output of all calls */
                        readonly tokens?: number;
                    };
                    readonly concurrency?: number;
                    readonly exclude?: readonly string[];
                    /** @enum {string} */
                    readonly isolation?: "context" | "process" | "container";
                    /** @enum {string} */
                    readonly license?: "mit" | "apache-2.0" | "bsd-2" | "bsd-3" | "isc" | "unlicense" | "cc0";
                    /**
                     * @description Raw manifest text
                     * @example {"dependencies": {"left-pad": "^1.3.0"}}
                     */
                    readonly manifest_content?: string;
                    readonly only?: readonly string[];
                    /**
                     * Format: uuid
                     * @description The job to take up; it keeps its manifest and its settings
                     */
                    readonly resume: string;
                    readonly similarity_threshold?: number;
                    /** @enum {string} */
                    readonly target_lang?: "auto" | "javascript" | "typescript" | "python" | "rust" | "go";
                };
            };
        };
        readonly responses: {
            /** @description The job was taken and runs in the background */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: uuid */
                        readonly job_id: string;
                    };
                };
            };
            /** @description Bad request (invalid input) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Resource not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Conflict (e.g. job still running) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is of another type */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server is about to end, or has too much to do */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly getJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The job */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobDetail"];
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Resource not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly cancelJob: {
        readonly parameters: {
            readonly query?: {
                readonly remove?: "true" | "false";
            };
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The job that was stopped, or as it was before it was deleted */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobDetail"];
                };
            };
            /** @description Bad request (invalid input) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Resource not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Conflict (e.g. job still running) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly downloadJob: {
        readonly parameters: {
            readonly query?: {
                readonly package?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The packages of the job with their evidence, and its audit log */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/zip": string;
                };
            };
            /** @description Bad request (invalid input) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Resource not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Conflict (e.g. job still running) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly listEvents: {
        readonly parameters: {
            readonly query?: {
                readonly after?: string;
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Events in the order of their numbers */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description Bad request (invalid input) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Resource not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly pauseJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The job, paused, or pausing while calls still run */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobDetail"];
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Resource not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Conflict (e.g. job still running) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly resumeJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        /** @description What is to change */
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": {
                    /** @description Replaces the one that the job had */
                    readonly budget?: {
                        /** @description Money, in the unit of llm.prices */
                        readonly cost?: number;
                        /** @description At work, waiting not counted */
                        readonly minutes?: number;
                        /** @description Input and output of all calls */
                        readonly tokens?: number;
                    };
                };
            };
        };
        readonly responses: {
            /** @description The job, which waits or runs */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobDetail"];
                };
            };
            /** @description Bad request (invalid input) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Resource not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Conflict (e.g. job still running) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is of another type */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server is about to end, or has too much to do */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly streamJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Every event of the job so far and those to come, each a data line with a StreamEvent; closes after JobDone */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": {
                        readonly data: string;
                        /** @description message for the four that carry no name of their own */
                        readonly event: string;
                        readonly id: string;
                    };
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Resource not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly getMachine: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Isolation as it was tried, languages, licences, models, defaults */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Machine"];
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly parseManifest: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description Raw manifest file content */
        readonly requestBody: {
            readonly content: {
                readonly "text/plain": string;
            };
        };
        readonly responses: {
            /** @description The packages */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description Detected manifest format, as people name the file */
                        readonly manifest_type: string;
                        /** @description What else the file says and phalus leaves aside, such as the address of an index */
                        readonly notes?: readonly string[];
                        readonly packages: readonly {
                            /** @enum {string} */
                            readonly ecosystem: "npm" | "pypi" | "crates" | "go";
                            readonly name: string;
                            /** @description Version specifier as written in the manifest */
                            readonly version_constraint: string;
                        }[];
                        /** @description Dependencies that are never looked up; absent when there are none */
                        readonly unsupported?: readonly {
                            readonly name: string;
                            readonly reason: string;
                            readonly version_constraint: string;
                        }[];
                    };
                };
            };
            /** @description Bad request (invalid input) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly getOpenApi: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The OpenAPI document */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly openapi: string;
                    } & {
                        readonly [key: string]: unknown;
                    };
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly getAudit: {
        readonly parameters: {
            readonly query?: {
                readonly job?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Get audit log entries for a package */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditEntries"];
                };
            };
            /** @description Bad request (invalid input) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Resource not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly getCode: {
        readonly parameters: {
            readonly query?: {
                readonly job?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Get generated source files for a package */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CodeFiles"];
                };
            };
            /** @description Bad request (invalid input) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Resource not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly getSpecification: {
        readonly parameters: {
            readonly query?: {
                readonly job?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Get the CSP specification for a package */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Specification"];
                };
            };
            /** @description Bad request (invalid input) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Resource not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly getEvidence: {
        readonly parameters: {
            readonly query?: {
                readonly job?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Get what was recorded of a package on its way */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Evidence"];
                };
            };
            /** @description Bad request (invalid input) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Resource not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly getProvenance: {
        readonly parameters: {
            readonly query?: {
                readonly job?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Get what each statement and each file comes from */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Provenance"];
                };
            };
            /** @description Bad request (invalid input) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Resource not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly getValidation: {
        readonly parameters: {
            readonly query?: {
                readonly job?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Get the verdict on a package with every check */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Validation"];
                };
            };
            /** @description Bad request (invalid input) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Resource not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readonly planJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description As for a job */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly budget?: {
                        /** @description Money, in the unit of llm.prices */
                        readonly cost?: number;
                        /** @description At work, waiting not counted */
                        readonly minutes?: number;
                        /** @description Input and output of all calls */
                        readonly tokens?: number;
                    };
                    readonly concurrency?: number;
                    readonly exclude?: readonly string[];
                    /** @enum {string} */
                    readonly isolation?: "context" | "process" | "container";
                    /** @enum {string} */
                    readonly license?: "mit" | "apache-2.0" | "bsd-2" | "bsd-3" | "isc" | "unlicense" | "cc0";
                    /**
                     * @description Raw manifest text
                     * @example {"dependencies": {"left-pad": "^1.3.0"}}
                     */
                    readonly manifest_content: string;
                    readonly only?: readonly string[];
                    readonly similarity_threshold?: number;
                    /** @enum {string} */
                    readonly target_lang?: "auto" | "javascript" | "typescript" | "python" | "rust" | "go";
                };
            };
        };
        readonly responses: {
            /** @description A PlanLine of JSON for each package as soon as it is known, and the total at last */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/x-ndjson": components["schemas"]["PlanLine"];
                };
            };
            /** @description Bad request (invalid input) */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The access token is missing */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The request comes from another site */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is of another type */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Internal server error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server is about to end, or has too much to do */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
