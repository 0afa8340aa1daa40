import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** A file or folder of the models that the tests use. */
export function fixture(path: string): string {
  return join(root, 'test/fixtures/models', path);
}

/** A file or folder of what the product ships. */
export function media(path: string): string {
  return join(root, 'media', path);
}
