import { EnvHttpProxyAgent, fetch } from 'undici';

const timeoutMs = 4000;

/**
 * Whether the Hub of this environment (HF_ENDPOINT, else huggingface.co) answers: by JSON, as a network's sign-in page
 * would not. Proxies of the environment are used.
 */
export async function hubAnswers(env: NodeJS.ProcessEnv): Promise<boolean> {
  const endpoint = endpointOf(env);
  if (!URL.canParse(endpoint)) return false;
  const dispatcher = new EnvHttpProxyAgent();
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(`${endpoint}/api/models?limit=1`, { dispatcher, signal });
    await response.body?.cancel();
    return response.headers.get('content-type')?.includes('json') ?? false;
  } catch (error) {
    console.log(`${endpoint} does not answer (${reasonOf(error)}).`);
    return false;
  } finally {
    await dispatcher.close();
  }
}

/** Where the Hub is, as Python reads it. */
export function endpointOf(env: NodeJS.ProcessEnv): string {
  return (env['HF_ENDPOINT'] || 'https://huggingface.co').replace(/\/+$/, '');
}

/** Whether the person wants no network, as Python reads it. */
export function isOffline(env: NodeJS.ProcessEnv): boolean {
  return /^(1|on|yes|true)$/i.test(env['HF_HUB_OFFLINE'] || env['TRANSFORMERS_OFFLINE'] || '');
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
