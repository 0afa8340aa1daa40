import type { IncomingMessage } from 'node:http';
import type { Repo } from '../repos/repo.mts';

/** People whom the server knows, by their token. `mayRead` names gated and private repositories, `all` every one. */
export interface Account {
  readonly name: string;
  readonly mayRead: readonly string[] | 'all';
}

/** An answer that refuses, as the Hub gives it. */
export interface Refusal {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly error: string;
}

/** Who asks: an account, null for nobody, or a refusal for a token that nobody has. */
export function whoAsks(request: IncomingMessage, accounts: ReadonlyMap<string, Account>): Account | null | Refusal {
  const { authorization } = request.headers;
  if (authorization === undefined) return null;
  const message = 'Invalid credentials in Authorization header';
  return (
    accounts.get(authorization.replace(/^Bearer /, '')) ?? {
      status: 401,
      headers: { 'x-error-message': message },
      error: message,
    }
  );
}

export function isRefusal(value: Account | Refusal | null): value is Refusal {
  return value !== null && 'status' in value;
}

/** Why somebody does not get to see that a repository is there; null when they may. */
export function refuseRepo(repo: Repo | undefined, account: Account | null): Refusal | null {
  if (repo?.spec.disabled) return refusal(403, 'Access to this resource is disabled.', 'x-error-message');
  const visible = repo !== undefined && (repo.spec.private !== true || mayRead(repo, account));
  if (visible) return null;
  return refusal(account ? 404 : 401, 'RepoNotFound', 'x-error-code', 'Repository not found');
}

/** Why somebody does not get a repository's files; null when they do. */
export function refuseFiles(repo: Repo, account: Account | null): Refusal | null {
  if (!repo.spec.gated || mayRead(repo, account)) return null;
  return refusal(account ? 403 : 401, 'GatedRepo', 'x-error-code', `Access to model ${repo.spec.id} is restricted.`);
}

export function refusal(status: number, code: string, header: string, error = code): Refusal {
  return { status, headers: { [header]: code }, error };
}

function mayRead({ spec }: Repo, account: Account | null): boolean {
  return account !== null && (account.mayRead === 'all' || account.mayRead.includes(spec.id));
}
