// Where the tools find the checkout and keep what they install and write. Everything below `.cache` is git-ignored.
import { join } from 'node:path';

/** The checkout. */
export const root = join(import.meta.dirname, '../..');

/** What the tools install or write: never part of the product, may be deleted at any time. */
export const cache = join(root, '.cache');

/** The sample workspace that `npm start` and the UI tests open. */
export const demo = join(root, 'demo');
