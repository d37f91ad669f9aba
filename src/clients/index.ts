export { askCargoIndex } from './ask-cargo.ts';
export { askGoEnvironment } from './ask-go.ts';
export { type PipClientConfig, type PipClientPorts, readPipClientConfig } from './pip-client-config.ts';
