import type { DataGuess } from '../../../common/contracts/training/data-view';
import { LensError } from '../../../common/errors/lens-error';
import type { Table } from '../read/table';

/** Where the cells of a row are: indices of columns, null where the task has no use for one. */
export interface Roles {
  readonly task: DataGuess['task'];
  readonly text: number | null;
  readonly pair: number | null;
  readonly label: number | null;
  readonly target: number | null;
  readonly tokens: number | null;
  readonly separator: string | null;
}

type RoleKey = 'text_column' | 'text_pair_column' | 'label_column' | 'target_column' | 'tokens_column';

/** What a task cannot do without. */
const needed: Readonly<Record<DataGuess['task'], readonly RoleKey[]>> = {
  'text-classification': ['text_column', 'label_column'],
  'token-classification': ['tokens_column', 'label_column'],
  'text-generation': ['text_column'],
  'text2text-generation': ['text_column', 'target_column'],
  'fill-mask': ['text_column'],
};

const words: Readonly<Record<RoleKey, string>> = {
  text_column: 'the text',
  text_pair_column: 'the second text',
  label_column: 'the label',
  target_column: 'what is to be written',
  tokens_column: 'the words',
};

/** What keeps a role from being filled, by the setting that mends it. */
export interface RoleProblem {
  readonly key: RoleKey;
  readonly error: LensError;
}

/** `labels`: whether labels are needed, as they are for training. */
export interface RoleOptions {
  readonly labels: boolean;
}

/** Columns that were chosen and are not there, and those that are needed and were not found. */
export function roleProblems(
  table: Table,
  guess: DataGuess,
  { labels }: RoleOptions = { labels: true },
): RoleProblem[] {
  const names = table.columns.map(({ name }) => name);
  const has = `It has ${listed(names)}.`;
  const missing = (Object.keys(words) as RoleKey[]).flatMap((key): RoleProblem[] => {
    const name = guess[key];
    if (name === null || names.includes(name)) return [];
    return [{ key, error: new LensError('not-found', `There is no column "${name}" in "${table.path}".`, has) }];
  });
  const open = needed[guess.task].flatMap((key): RoleProblem[] => {
    if (guess[key] !== null || (key === 'label_column' && !labels)) return [];
    const text = `No column of "${table.path}" looks like ${words[key]}.`;
    return [{ key, error: new LensError('usage', text, `Say which one it is with ${key}. ${has}`) }];
  });
  return [...missing, ...open];
}

/** The columns of a table by role. @throws LensError `not-found` or `usage`, the first of `roleProblems` */
export function rolesOf(table: Table, guess: DataGuess, options?: RoleOptions): Roles {
  const [problem] = roleProblems(table, guess, options);
  if (problem !== undefined) throw problem.error;
  const index = (key: RoleKey): number | null => {
    const at = table.columns.findIndex(({ name }) => name === guess[key]);
    return at === -1 ? null : at;
  };
  return {
    task: guess.task,
    text: index('text_column'),
    pair: index('text_pair_column'),
    label: index('label_column'),
    target: index('target_column'),
    tokens: index('tokens_column'),
    separator: guess.label_separator,
  };
}

/** The columns that roles read. */
export function columnsOf({ text, pair, label, target, tokens }: Roles): ReadonlySet<number> {
  return new Set([text, pair, label, target, tokens].filter((index) => index !== null));
}

const mostListed = 20;

function listed(names: readonly string[]): string {
  const more = names.length > mostListed ? `, and ${names.length - mostListed} more` : '';
  return names.slice(0, mostListed).map((name) => `"${name}"`).join(', ') + more; // prettier-ignore
}
