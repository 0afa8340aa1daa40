import { setTimeout as delay } from 'node:timers/promises';
import { cancelled, LensError } from '../../common/errors/lens-error';
import type { HubAccess } from './hub-access';
import { PassingFailure } from './passing-failure';
import { withoutToken } from './redact';

const shortestWait = 1000;
const longestWait = 8000;
const usualPatience = 60_000;

/**
 * Runs `attempt` until it works or fails for good. What may pass is tried again as Python's huggingface_hub does: up to
 * five times, after 1 to 8 seconds or after what the server asks for, unless that is more than the access has patience for.
 * @throws LensError `offline` before anything is asked; what the last attempt throws, with no trace of the token
 */
export async function withRetries<Value>(
  access: HubAccess,
  signal: AbortSignal | undefined,
  attempt: (token: string | null) => Promise<Value>,
): Promise<Value> {
  const token = await checkedToken(access);
  for (let tries = 0; ; tries++) {
    stopIfAborted(signal);
    if (access.offline()) throw offlineError();
    try {
      return await attempt(token);
    } catch (error) {
      stopIfAborted(signal);
      const wait = error instanceof PassingFailure ? waitBefore(error, tries, access) : null;
      if (wait === null) throw withoutToken(error, token);
      await pause(access, wait, signal);
    }
  }
}

/** Milliseconds until the next try; null when there is none. */
function waitBefore({ waitMs, retries }: PassingFailure, tries: number, access: HubAccess): number | null {
  if (tries >= retries) return null;
  if (waitMs !== null) return waitMs <= (access.patienceMs ?? usualPatience) ? waitMs : null;
  // Several requests that failed together are not to come back together.
  const spread = 1 + Math.random() / 4;
  return Math.min(longestWait, shortestWait * 2 ** tries * spread);
}

async function pause(access: HubAccess, milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  const sleep = access.sleep ?? timer;
  await sleep(milliseconds, signal);
  stopIfAborted(signal);
}

async function timer(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  // An early end by the signal is seen by the caller.
  await delay(milliseconds, undefined, signal ? { signal } : {}).catch(() => undefined);
}

function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled();
}

function offlineError(): LensError {
  return new LensError(
    'offline',
    'The Hub is not asked for anything in offline mode.',
    'Unset HF_HUB_OFFLINE to go online. Models in the cache work without a network.',
  );
}

/** The token, when it is one: `fetch` names a header that it refuses in its error. */
async function checkedToken(access: HubAccess): Promise<string | null> {
  const token = await access.token();
  if (token === null || /^[\x21-\x7e]{1,1000}$/.test(token)) return token;
  throw new LensError(
    'usage',
    'The Hugging Face token holds characters that no token has.',
    'Sign in again, or correct HF_TOKEN or the token file.',
  );
}
