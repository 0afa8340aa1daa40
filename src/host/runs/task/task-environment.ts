import { childEnvironment } from '../../../common/process/child-environment';

export interface TaskSettings {
  readonly hubCache: string | null;
  readonly hubEndpoint: string | null;
  readonly offline: boolean;
}

/**
 * What is added to the environment of a training process, which is this process's. VS Code can only add: tokens and
 * passwords are made empty, which counts as not set. The settings that say where models are go along.
 */
export function taskEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  { hubCache, hubEndpoint, offline }: TaskSettings,
): Record<string, string> {
  const kept = childEnvironment(env);
  const secrets = Object.keys(env).filter((name) => env[name] !== undefined && !(name in kept));
  return {
    // The terminal's shell may know these where this process does not.
    HF_TOKEN: '',
    HUGGING_FACE_HUB_TOKEN: '',
    ...Object.fromEntries(secrets.map((name) => [name, ''])),
    ...(hubCache === null ? {} : { HF_HUB_CACHE: hubCache }),
    ...(hubEndpoint === null ? {} : { HF_ENDPOINT: hubEndpoint }),
    ...(offline ? { HF_HUB_OFFLINE: '1' } : {}),
    // Electron is Node with it; a server's Node does not mind.
    ELECTRON_RUN_AS_NODE: '1',
  };
}
