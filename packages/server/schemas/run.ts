import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatSchemas } from './lib/format-schemas.ts';

writeFileSync(join(import.meta.dirname, '../../../docs/schemas.md'), formatSchemas());
