import type { TestProject } from 'vitest/node';
import { buildPrograms } from './programs';

declare module 'vitest' {
  export interface ProvidedContext {
    engineProgram: string;
    cliProgram: string;
    fakeEngineProgram: string;
    deviceRunnerProgram: string;
  }
}

/** Bundles the engine and the command line once for all tests that start them. */
export default async function setup(project: TestProject): Promise<() => void> {
  const programs = await buildPrograms();
  project.provide('engineProgram', programs.engine);
  project.provide('cliProgram', programs.cli);
  project.provide('deviceRunnerProgram', programs.deviceRunner);
  project.provide('fakeEngineProgram', programs.fakeEngine);
  return () => programs.remove();
}
