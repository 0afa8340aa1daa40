import { LensError } from '../../../common/errors/lens-error';
import type { GraphRecord } from '../../graph/record';

export interface FreezeOptions {
  /** The embeddings and so many of the first layers; of an encoder-decoder the encoder's. */
  readonly freezeLayers: number;
  readonly freezeEmbeddings: boolean;
}

/** What the models have and may freeze. */
export interface FreezableLayers {
  readonly kind: 'encoder-only' | 'decoder-only' | 'encoder-decoder' | null;
  /** Of the encoder where there are two stacks. */
  readonly layers: number;
}

/** A numbered layer of a stack, by the names that modelling files give it: `encoder.layer.0.`, `h.0.`, `block.0.` */
const layerNumber = /(?:^|\.)(?:layer|layers|h|block)\.(\d+)\./;
/** Norms behind the embeddings. */
const embeddingNorm = /(^|\.)(embeddings\.|layernorm_embedding\.)/;
/** A table, but of a layer's attention. */
const relativeBias = /relative_attention_bias/;

/**
 * Which parameters are left as they are.
 * @throws LensError `usage` for more layers than there are
 */
export function frozenIn(
  record: GraphRecord,
  { kind, layers }: FreezableLayers,
  { freezeLayers, freezeEmbeddings }: FreezeOptions,
): (parameter: string) => boolean {
  if (freezeLayers > layers) {
    throw new LensError(
      'usage',
      `"freeze_layers" is ${freezeLayers}, but the model has ${layers} layers.`,
      'With all of them frozen the head alone is trained.',
    );
  }
  const embeddings = freezeEmbeddings || freezeLayers > 0 ? embeddingsOf(record) : new Set<string>();
  return (name) => {
    const number = layerNumber.exec(name)?.[1];
    const isCounted = kind !== 'encoder-decoder' || /(^|\.)encoder\./.test(name);
    return embeddings.has(name) || (number !== undefined && isCounted && Number(number) < freezeLayers);
  };
}

/** Tables that ids are looked up in, and the norms behind them. A table that is the output layer as well is one of them. */
function embeddingsOf({ operations, parameters }: GraphRecord): ReadonlySet<string> {
  const tables = new Set(operations.flatMap(({ name, inputs }) => (name === 'gather' ? (inputs[0]?.id ?? []) : [])));
  const found = parameters.filter(
    ({ name, value }) => (tables.has(value.id) && !relativeBias.test(name)) || embeddingNorm.test(name),
  );
  return new Set(found.map(({ name }) => name));
}
