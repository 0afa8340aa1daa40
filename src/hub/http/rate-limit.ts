/** As huggingface_hub reads it: `"api";r=0;t=55` is a quota with 0 requests left and 55 seconds until it is renewed. */
const quota = /"?[\w -]+"?\s*;\s*r\s*=\s*(\d+)\s*;\s*t\s*=\s*(\d+)/g;

/**
 * How long a server asks to wait before the next request, in milliseconds; null when it does not say.
 * `RateLimit` (IETF draft-ietf-httpapi-ratelimit-headers) comes with every response and means something when nothing is
 * left; `Retry-After` holds seconds or a date.
 */
export function waitOf(headers: Headers, now: () => number = Date.now): number | null {
  const spent = [...(headers.get('ratelimit') ?? '').matchAll(quota)]
    .filter(([, left]) => Number(left) === 0)
    .map(([, , seconds]) => Number(seconds));
  // One second more, as Python waits: the server rounds.
  if (spent.length > 0) return (Math.max(...spent) + 1) * 1000;
  const after = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(after)) return Number(after) * 1000;
  const date = /^[a-z]{3,9}, /i.test(after) ? Date.parse(after) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now());
}
