import { type Exchange, sendJson, sendText } from '../http/exchange.mts';

/** How the Hub writes its errors: three kinds of bodies are seen. */
export type ErrorBody = 'error' | 'errors' | 'html';

/** An answer of the Hub that is an error; thrown by routes. */
export class HubError extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** Answers with an error. */
export function sendError(exchange: Exchange, error: HubError, body: ErrorBody): void {
  const { status, message } = error;
  const headers = { ...error.headers, 'x-error-message': message };
  if (body === 'html') {
    const page = `<!doctype html><html><body><h1>${status}</h1><p>${message}</p></body></html>`;
    sendText(exchange, page, { ...headers, 'content-type': 'text/html; charset=utf-8' }, status);
  } else {
    sendJson(exchange, body === 'error' ? { error: message } : { errors: [{ message }] }, headers, status);
  }
}

export function badToken(): HubError {
  return new HubError(401, 'Invalid credentials in Authorization header');
}

export function badRequest(message: string): HubError {
  return new HubError(400, message);
}

/** Missing, or private and not for this person: the Hub does not tell which. */
export function repoNotFound(signedIn: boolean): HubError {
  const code = { 'x-error-code': 'RepoNotFound' };
  return signedIn
    ? new HubError(404, 'Repository not found', code)
    : new HubError(401, 'Invalid username or password.', code);
}

export function gated(id: string, signedIn: boolean): HubError {
  const what = `Access to model ${id} is restricted`;
  const code = { 'x-error-code': 'GatedRepo' };
  return signedIn
    ? new HubError(
        403,
        `${what} and you are not in the authorized list. Visit the model's page to ask for access.`,
        code,
      )
    : new HubError(401, `${what}. You must have access to it and be authenticated to access it. Please log in.`, code);
}

export function disabled(): HubError {
  return new HubError(403, 'Access to this resource is disabled.');
}

export function revisionNotFound(revision: string): HubError {
  return new HubError(404, `Invalid rev id: ${headerText(revision)}`, { 'x-error-code': 'RevisionNotFound' });
}

export function entryNotFound(commit: string): HubError {
  return new HubError(404, 'Entry not found', { 'x-error-code': 'EntryNotFound', 'x-repo-commit': commit });
}

/** Headers take printable ASCII only. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}
