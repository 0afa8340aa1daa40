import type { SourceTensor } from '../source';
import type { Family } from '../families/family';

/** What of the model is one tensor under two names. */
export interface Ties {
  /** The table of token embeddings; null where it is not found. */
  readonly table: string | null;
  /** The head's matrix is the table. */
  readonly head: boolean;
  /** Names in the files, or missing in them, and what they are the same as. */
  readonly tiedTo: ReadonlyMap<string, string>;
}

/** How the modules of token embeddings are called. */
const tables =
  /(^|\.)(shared|word_embeddings|wte|embed_tokens|embed_in|tok_embeddings|embeddings?|embed|tok_emb)\.weight$/;
/** Classes whose head gives a score to each token of the vocabulary. */
const languageModels = /(ForCausalLM|LMHeadModel|ForMaskedLM|ForConditionalGeneration|MTModel|ForPreTraining)$/;
/** Heads' biases that are there under two names. */
const biases: readonly (readonly [string, string])[] = [
  ['cls.predictions.decoder.bias', 'cls.predictions.bias'],
  ['lm_head.decoder.bias', 'lm_head.bias'],
  ['predictions.decoder.bias', 'predictions.bias'],
];

export interface TiesParams {
  readonly tensors: readonly SourceTensor[];
  readonly family: Family | null;
  readonly className: string | null;
  /** `tie_word_embeddings` of the config. */
  readonly flag: boolean | null;
  readonly used: ReadonlySet<string> | null;
}

/**
 * Which weights are one. A head's matrix that is missing in the files is the table of embeddings; one that is there is
 * the table only where the config ties them and nothing tells that it is used.
 */
export function findTies({ tensors, family, className, flag, used }: TiesParams): Ties {
  const names = new Set(tensors.map(({ name }) => name));
  const table = tableOf(tensors);
  const tiedTo = new Map<string, string>();
  for (const [name, other] of biases) {
    if (!names.has(name) || !names.has(other)) continue;
    if (used?.has(name) === true && !used.has(other)) tiedTo.set(other, name);
    else tiedTo.set(name, other);
  }
  for (const [name, other] of samePlace(tensors, table)) if (tiedTo.get(other) !== name) tiedTo.set(name, other);
  if (table === null) return { table, head: false, tiedTo };
  for (const { name } of tensors) if (isCopy(name, table)) tiedTo.set(name, table);
  const matrix = family?.head ?? 'lm_head.weight';
  const scoresTokens = languageModels.test(className ?? '');
  if (!scoresTokens || (family === null && flag !== true)) return { table, head: false, tiedTo };
  const own =
    names.has(matrix) && tiedTo.get(matrix) !== table && (used?.has(matrix) ?? !(flag ?? family?.tied ?? false));
  if (!own) tiedTo.set(matrix, table);
  return { table, head: !own, tiedTo };
}

/** The first of the shortest names: of both stacks' tables it is the shared one. */
function tableOf(tensors: readonly SourceTensor[]): string | null {
  const found = tensors.filter(({ name, shape }) => tables.test(name) && shape?.length === 2).map(({ name }) => name);
  return found.reduce<string | null>((best, name) => (best === null || depth(name) < depth(best) ? name : best), null);
}

function depth(name: string): number {
  return name.split('.').length;
}

/** Names that a file has for one tensor, and the first of them, which is the table where it is among them. */
function samePlace(tensors: readonly SourceTensor[], table: string | null): [string, string][] {
  const first = new Map<string, string>();
  const isTable = ({ name }: SourceTensor): boolean => name === table;
  const ordered = [...tensors.filter(isTable), ...tensors.filter((tensor) => !isTable(tensor))];
  return ordered.flatMap(({ name, place }): [string, string][] => {
    if (place === null) return [];
    const found = first.get(place);
    if (found === undefined) first.set(place, name);
    return found === undefined ? [] : [[name, found]];
  });
}

/** Tables of the stacks of a model that has a shared one. */
function isCopy(name: string, table: string): boolean {
  return name !== table && /(^|\.)shared\.weight$/.test(table) && /(encoder|decoder)\.embed_tokens\.weight$/.test(name);
}
