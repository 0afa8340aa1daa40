import { LensError } from '../../common/errors/lens-error';
import type { Subject } from './hub-access';
import { PassingFailure } from './passing-failure';
import { waitOf } from './rate-limit';

/** What is needed to say in words why a server refused. */
export interface Refusal {
  readonly response: Response;
  readonly host: string;
  /** True when the host is the Hub's own; false for the hosts of files that it sends to. */
  readonly fromHub: boolean;
  readonly signedIn: boolean;
  readonly endpoint: string;
  readonly about: Subject | undefined;
}

const passing = new Set([429, 500, 502, 503, 504]);

/** True when the Hub says that a repository is there and this file of it is not. */
export function isEntryMissing(response: Response): boolean {
  if (response.status !== 404) return false;
  const code = response.headers.get('x-error-code');
  return code === 'EntryNotFound' || (code === null && response.headers.has('x-repo-commit'));
}

/** The error that an answer other than success stands for: the Hub's table of `X-Error-Code` and `X-Error-Message`. */
export function refused(refusal: Refusal): LensError {
  const { response, host, fromHub } = refusal;
  if (response.status === 429) return tooOften(refusal);
  if (passing.has(response.status)) {
    const message = `${host} answered with error ${response.status}.`;
    return new PassingFailure('network', message, 'Try again later.', waitOf(response.headers));
  }
  return fromHub ? refusedByHub(refusal) : refusedElsewhere(refusal);
}

function tooOften({ response, host, signedIn }: Refusal): LensError {
  const wait = waitOf(response.headers);
  const when = wait === null ? 'later' : `in ${Math.ceil(wait / 1000)} seconds`;
  const help = `Try again ${when}.${signedIn ? '' : ' Who is signed in may ask more often.'}`;
  return new PassingFailure('network', `${host} was asked too often (error 429).`, help, wait);
}

/** Links to the hosts of files are signed and expire; asking the Hub anew gives another. */
function refusedElsewhere({ response, host }: Refusal): LensError {
  const message = `${host}, which holds the files of the Hub, answered with error ${response.status}.`;
  const expired = [400, 401, 403, 404, 410].includes(response.status);
  return new PassingFailure('network', message, 'Try again.', null, expired ? 2 : 0);
}

function refusedByHub(refusal: Refusal): LensError {
  const { response, about, signedIn } = refusal;
  const code = response.headers.get('x-error-code');
  const message = response.headers.get('x-error-message');
  if (code === 'GatedRepo') return gated(refusal);
  if (message === 'Access to this resource is disabled.') {
    return new LensError('not-found', `The Hub has disabled ${named(about)}.`, 'Choose another model.');
  }
  // With a token, 401 without a code means the token itself; without one, that something is missing or private.
  if (response.status === 401 && (isBadToken(message) || (signedIn && code === null))) {
    return new LensError('usage', 'The Hub does not accept the token.', 'Sign in again, or correct HF_TOKEN.');
  }
  if (code === 'RevisionNotFound') {
    const revision = about?.revision ?? 'main';
    const help = 'Name a branch, a tag or a commit of it.';
    return new LensError('not-found', `${capital(named(about))} has no revision "${revision}".`, help);
  }
  if (isEntryMissing(response)) {
    const file = about?.path === undefined ? 'such file' : `file "${about.path}"`;
    return new LensError('not-found', `${capital(named(about))} has no ${file}.`);
  }
  if (code === 'RepoNotFound' || response.status === 401 || response.status === 404) return notFound(refusal);
  return new LensError('network', `${refusal.host} answered with error ${response.status}.`, serverWords(message));
}

function isBadToken(message: string | null): boolean {
  return message?.startsWith('Invalid credentials') === true;
}

function gated({ signedIn, endpoint, about }: Refusal): LensError {
  const page = about === undefined ? 'its page on the Hub' : `${endpoint}/${about.id}`;
  const what = `${capital(named(about))} is gated`;
  if (signedIn) {
    const help = `Accept its terms on ${page}; some authors then give access by hand.`;
    return new LensError('gated', `${what}, and your account has no access to its files yet.`, help);
  }
  const help = `Sign in with a token (or set HF_TOKEN), and accept its terms on ${page}.`;
  return new LensError('gated', `${what}: its files are only for those who sign in and accept its terms.`, help);
}

function notFound({ signedIn, about }: Refusal): LensError {
  const help = signedIn
    ? 'Check the name, and whether your token may read it.'
    : 'Check the name. If it is private, sign in with a token (or set HF_TOKEN).';
  const what = about === undefined ? 'What was asked for' : named(about);
  return new LensError('not-found', `${capital(what)} is not on the Hub, or it is private.`, help);
}

function named(about: Subject | undefined): string {
  return about === undefined ? 'the model' : `the model "${about.id}"`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const mostWords = 200;

/** What the server says about it, as a quotation on one line. The token is taken out of it later. */
function serverWords(message: string | null): string | undefined {
  const line = message?.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim() ?? '';
  if (line === '') return undefined;
  return `It says: "${line.length > mostWords ? `${line.slice(0, mostWords)}…` : line}"`;
}
