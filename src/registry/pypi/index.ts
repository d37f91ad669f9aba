export { type PypiClient, readPypiClient } from './client.ts';
export { createPypiRegistry, type PypiRegistryOptions } from './registry.ts';
