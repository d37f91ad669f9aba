export { type CratesClient, type CratesClientPorts, readCratesClient } from './client.ts';
export { type CratesRegistryOptions, createCratesRegistry } from './registry.ts';
