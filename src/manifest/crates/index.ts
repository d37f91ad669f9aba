export { cargoLockReader } from './cargo-lock.ts';
export { cargoTomlReader } from './cargo-toml.ts';
