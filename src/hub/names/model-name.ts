import { LensError } from '../../common/errors/lens-error';

/** A model on the Hub as a person writes it: `org/name` or `org/name@revision`. */
export interface ModelName {
  readonly id: string;
  readonly revision: string | null;
}

const part = /^\w(?:[\w\-.]{0,94}\w)?$/;
const maxRevisionLength = 255;

/** True for what the Hub takes as a repository id (the rules of huggingface_hub's `validate_repo_id`). */
export function isRepoId(id: string): boolean {
  const parts = id.split('/');
  if (parts.length > 2 || !parts.every((each) => part.test(each))) return false;
  return !id.includes('--') && !id.includes('..') && !id.endsWith('.git');
}

/**
 * True for a branch, tag, `refs/pr/N` or commit that may be looked up as a file below `refs/`: relative, no `..`, nothing
 * that another system's paths would read differently. The character rules are those of `git check-ref-format`.
 */
export function isRevision(revision: string): boolean {
  if (revision.length === 0 || revision.length > maxRevisionLength) return false;
  if (/[\p{Cc} \\:?*[~^]|@\{/u.test(revision)) return false;
  return revision.split('/').every((segment) => segment !== '' && !/^\.|\.\.|\.$|\.lock$/.test(segment));
}

/**
 * Splits `id` or `id@revision`.
 * @throws LensError `usage` when either part is not what the Hub allows
 */
export function parseModelName(name: string): ModelName {
  const at = name.indexOf('@');
  const id = at < 0 ? name : name.slice(0, at);
  const revision = at < 0 ? null : name.slice(at + 1);
  if (!isRepoId(id)) {
    throw new LensError(
      'usage',
      `"${name}" is neither an existing folder nor a model id of the Hub.`,
      'Give a folder, or an id such as "distilbert/distilbert-base-uncased" or "gpt2".',
    );
  }
  if (revision !== null && !isRevision(revision)) {
    throw new LensError(
      'usage',
      `"${revision}" is not a revision of a Hub repository.`,
      'Give a branch, a tag or a commit, such as "main" or "refs/pr/1".',
    );
  }
  return { id, revision };
}
