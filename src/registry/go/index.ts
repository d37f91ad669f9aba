export { type GoClient, type GoClientPorts, readGoClient } from './client.ts';
export { createGoRegistry, type GoRegistryOptions } from './registry.ts';
