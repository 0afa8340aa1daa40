import type { TestProject } from 'vitest/node';
import { testEnvironment } from '../../../tools/python/environment.mts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The Python with transformers; null where there is none to make it with. */
    transformersPython: string | null;
  }
}

/** Makes the environment once. Where nobody watches there must be a Python. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('transformersPython', await testEnvironment('transformers'));
}
