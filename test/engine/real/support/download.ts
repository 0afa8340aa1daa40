import type { TestProject } from 'vitest/node';
import { realModel } from '../../../../tools/real-model/fetch.mts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the real model; null where there is no Python to download it with. */
    realModel: string | null;
  }
}

/** Downloads the real model once. */
export default async function setup(project: TestProject): Promise<void> {
  const folder = await realModel();
  if (folder === null) console.warn('There is no Python with pip: the tests on the real model do not run.');
  project.provide('realModel', folder);
}
