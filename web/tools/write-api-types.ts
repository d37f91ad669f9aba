import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderApiTypes } from './api-types.ts';

const path = fileURLToPath(new URL('../src/api/schema.d.ts', import.meta.url));
writeFileSync(path, await renderApiTypes());
