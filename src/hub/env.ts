import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The environment variables of a process; empty ones count as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder of the Hub cache that Python's huggingface_hub uses: `HF_HUB_CACHE`, then `HUGGINGFACE_HUB_CACHE`, then
 * `$HF_HOME/hub`, then `$XDG_CACHE_HOME/huggingface/hub`, then `~/.cache/huggingface/hub` (on Windows as well).
 * `~` and variables inside the values are expanded as `os.path.expanduser` and `expandvars` do.
 */
export function hubCacheFolder(env: Environment, home: string = homedir()): string {
  const expand = (path: string): string => resolve(expandVariables(expandHome(path, home), env));
  const cache = given(env, 'HF_HUB_CACHE') ?? given(env, 'HUGGINGFACE_HUB_CACHE');
  return cache === undefined ? join(expand(hubHome(env, home)), 'hub') : expand(cache);
}

function hubHome(env: Environment, home: string): string {
  return given(env, 'HF_HOME') ?? join(given(env, 'XDG_CACHE_HOME') ?? join(home, '.cache'), 'huggingface');
}

function given(env: Environment, name: string): string | undefined {
  const value = env[name];
  return value === undefined || value === '' ? undefined : value;
}

/** The path with a leading `~` replaced by the home folder; `~name` (another person's home) stays as it is. */
export function expandHome(path: string, home: string = homedir()): string {
  return path === '~' || /^~[/\\]/.test(path) ? join(home, path.slice(1)) : path;
}

/** `$NAME` and `${NAME}` replaced; variables that are not set stay as they are, as in Python. */
function expandVariables(path: string, env: Environment): string {
  return path.replace(
    /\$(?:(\w+)|\{([^}]*)\})/g,
    (whole, plain?: string, braced?: string) => env[plain ?? braced ?? ''] ?? whole,
  );
}
