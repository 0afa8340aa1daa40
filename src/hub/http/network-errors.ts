import { LensError } from '../../common/errors/lens-error';
import { PassingFailure } from './passing-failure';

const unreachable = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS/;

/** What is the matter when `fetch` itself fails. Its own words are left out: they may repeat what was sent. */
export function networkFailure(error: unknown, host: string): LensError {
  const code = codeOf(error);
  if (unreachable.has(code)) {
    return new PassingFailure(
      'offline',
      `${host} cannot be reached (${code}).`,
      'Check the connection and the proxy settings. Models in the cache work without a network.',
      null,
      // A name that is not found now is not found in half a minute either; the person need not wait for it.
      1,
    );
  }
  if (certificate.test(code)) {
    return new LensError(
      'network',
      `The certificate of ${host} is not trusted (${code}).`,
      "Where a proxy reads the traffic, its certificate belongs in the system's store or in NODE_EXTRA_CA_CERTS.",
    );
  }
  const status = proxyStatus(error);
  if (status !== null) return proxyRefusal(status);
  return connectionCut(host, code);
}

/** What a proxy answered instead of making the connection; undici tells it in words only. */
function proxyStatus(error: unknown): string | null {
  const [found] = causes(error).flatMap(({ message }) => /^Proxy response \((\d{3})\)/.exec(message)?.[1] ?? []);
  return found ?? null;
}

function proxyRefusal(status: string): LensError {
  const what = status === '407' ? 'asks for a sign-in' : 'refused the connection';
  return new LensError('network', `The proxy ${what} (error ${status}).`, 'Check the proxy settings.');
}

/** A connection that ended before all was there. */
export function connectionCut(host: string, code: string): PassingFailure {
  const why = code === '' ? '' : ` (${code})`;
  return new PassingFailure('network', `The connection to ${host} was cut${why}.`, 'Try again.');
}

/** A server that is silent. */
export function noAnswer(host: string, milliseconds: number): PassingFailure {
  return new PassingFailure(
    'network',
    `${host} did not answer for ${milliseconds / 1000} seconds.`,
    'Try again later.',
  );
}

/** The system's or undici's code of an error, or of what caused it; empty when there is none. */
export function codeOf(error: unknown): string {
  for (const each of causes(error)) {
    const code = 'code' in each ? each.code : undefined;
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) return code;
  }
  return '';
}

const mostCauses = 5;

/** An error with what caused it; where several addresses of a host were tried, with the reason of the first. */
function causes(error: unknown): Error[] {
  const found: Error[] = [];
  for (let each = error; each instanceof Error && found.length < mostCauses;) {
    found.push(each);
    each = each instanceof AggregateError ? each.errors[0] : each.cause;
  }
  return found;
}
