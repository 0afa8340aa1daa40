import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { LensError } from '../common/errors/lens-error';
import { look, orNull } from './files/look';

/** The environment variables of a process; empty ones count as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder of the Hub cache that Python's huggingface_hub uses: `HF_HUB_CACHE`, then `HUGGINGFACE_HUB_CACHE`, then
 * `$HF_HOME/hub`, then `$XDG_CACHE_HOME/huggingface/hub`, then `~/.cache/huggingface/hub` (on Windows as well).
 * `~` and variables inside the values are expanded as `os.path.expanduser` and `expandvars` do.
 */
export function hubCacheFolder(env: Environment, home: string = homedir()): string {
  const expand = (path: string): string => expanded(path, env, home);
  const cache = given(env, 'HF_HUB_CACHE') ?? given(env, 'HUGGINGFACE_HUB_CACHE');
  return cache === undefined ? join(expand(hubHome(env, home)), 'hub') : expand(cache);
}

const usualEndpoint = 'https://huggingface.co';

/**
 * Where the Hub is: `HF_ENDPOINT`, else https://huggingface.co; without a slash at the end.
 * @throws LensError `usage` for what is no address of the web, or one that carries a password
 */
export function hubEndpoint(env: Environment): string {
  const text = (given(env, 'HF_ENDPOINT') ?? usualEndpoint).replace(/\/+$/, '');
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (isPlain && ['http:', 'https:'].includes(url.protocol)) return text;
  // What it holds is not repeated: it may be a password.
  throw new LensError(
    'usage',
    'HF_ENDPOINT is not the address of a Hub.',
    `Set it to an address such as ${usualEndpoint}, without a user name, or unset it.`,
  );
}

/**
 * The token as Python's huggingface_hub finds it: `HF_TOKEN`, then `HUGGING_FACE_HUB_TOKEN`, then the file that
 * `HF_TOKEN_PATH` names, else `$HF_HOME/token`. Null without one.
 */
export async function hubToken(env: Environment, home: string = homedir()): Promise<string | null> {
  const inEnvironment = given(env, 'HF_TOKEN') ?? given(env, 'HUGGING_FACE_HUB_TOKEN');
  if (inEnvironment !== undefined) {
    const token = cleanToken(inEnvironment);
    if (token !== null) return token;
  }
  const path = expanded(given(env, 'HF_TOKEN_PATH') ?? join(hubHome(env, home), 'token'), env, home);
  const text = (await look(path))?.isFile() ? await orNull(readFile(path, 'utf8')) : null;
  return text === null ? null : cleanToken(text);
}

function cleanToken(text: string): string | null {
  const token = text.replace(/[\r\n]/g, '').trim();
  return token === '' ? null : token;
}

/** True when `HF_HUB_OFFLINE`, else `TRANSFORMERS_OFFLINE`, says so in a word that Python takes for true. */
export function isOffline(env: Environment): boolean {
  return isTrue(given(env, 'HF_HUB_OFFLINE') ?? given(env, 'TRANSFORMERS_OFFLINE'));
}

/** False when the cache is to do without symbolic links: `HF_HUB_DISABLE_SYMLINKS`. */
export function linksWanted(env: Environment): boolean {
  return !isTrue(given(env, 'HF_HUB_DISABLE_SYMLINKS'));
}

/** What huggingface_hub takes for true. */
function isTrue(value: string | undefined): boolean {
  return ['1', 'ON', 'YES', 'TRUE'].includes(value?.toUpperCase() ?? '');
}

function hubHome(env: Environment, home: string): string {
  return given(env, 'HF_HOME') ?? join(given(env, 'XDG_CACHE_HOME') ?? join(home, '.cache'), 'huggingface');
}

function given(env: Environment, name: string): string | undefined {
  const value = env[name];
  return value === undefined || value === '' ? undefined : value;
}

function expanded(path: string, env: Environment, home: string): string {
  return resolve(expandVariables(expandHome(path, home), env));
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
