/** Facts of the host that the test made or looked up; the guest is told them, so that no escape fails for not knowing. */
export interface EscapeContext {
  readonly secret: string;
  readonly environmentName: string;
  readonly folder: string;
  readonly secretFile: string;
  readonly keyFile: string;
  readonly moduleFile: string;
  readonly otherJobFile: string;
  readonly socketFile: string;
  readonly dockerSocket: string;
  readonly abstractSocket: string;
  readonly tcpPort: number;
  readonly tcp6Port: number | null;
  readonly udpPort: number;
  readonly victim: number;
  readonly parent: number;
  readonly hostName: string;
  readonly lastUser: string;
  readonly home: string;
  readonly hasDevice: boolean;
  readonly blockDevice: string | null;
  readonly controlGroupFolder: string;
  /** Where this guest may write: its own scratch folder, and its work folder. */
  readonly scratch: string;
  readonly work: string;
}

/** One way out, as the body of an async function of `context` and `tools` that gives true when it got out. */
export interface Escape {
  readonly name: string;
  readonly code: string;
  /** Only root can prove it live; for other users it is skipped by name. */
  readonly needsRoot?: boolean;
  /** Not every kernel is built with it; where a bare process has not got it, it is skipped by name. */
  readonly needsKernel?: boolean;
  /** Only a host with a network device beside the loopback can prove it live. */
  readonly needsDevice?: boolean;
  /** Only where all processes of a run are limited together. */
  readonly needsTotals?: boolean;
  /** For what the test cannot always make or find on a host. */
  readonly needs?: (context: EscapeContext) => boolean;
}
