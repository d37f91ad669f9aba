import type { fetch as undiciFetch } from 'undici';

/** The outside world, handed in by `cli` and `server`; no room reads the clock or makes an id by itself. */
export type Now = () => Date;
export type NewId = () => string;
/** The `fetch` of undici, whose dispatcher carries proxy and CA. */
export type Fetch = typeof undiciFetch;
