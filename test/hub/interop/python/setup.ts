import type { TestProject } from 'vitest/node';
import { NoPython, pythonWithHub } from './environment';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The Python with huggingface_hub; null where there is none to make it with. */
    hubPython: string | null;
  }
}

/** Makes the environment once. Where nobody watches there must be a Python. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('hubPython', await pythonOrNull());
}

async function pythonOrNull(): Promise<string | null> {
  try {
    return await pythonWithHub();
  } catch (error) {
    if (!(error instanceof NoPython) || process.env['CI']) throw error;
    console.warn(`${error.message} The tests with huggingface_hub do not run.`);
    return null;
  }
}
