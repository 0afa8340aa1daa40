import type { GenerationPrompt, Piece, StepReads } from '../../../../common/contracts/generation/engine-requests';
import { LensError } from '../../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../../common/rpc/cancellation';
import { headOf, type LayerAttention } from '../../../internals/attention/layer-attention';
import { rowOf } from '../../../internals/attention/matrix-view';
import type { AttentionLayers } from '../../../internals/attention/attention-layers';
import { matricesOf } from '../../../internals/store/inspected-row';
import { pieceOf } from '../../../generate/text/pieces';
import type { Engine } from '../../engine';
import { placeOf, type Place } from './prepare';

export interface ReadsParams {
  readonly prompt: GenerationPrompt;
  readonly kind: 'self' | 'cross';
  readonly layer: number | null;
  readonly head: number | null;
}

/** What the last token before a step attends to. @throws LensError `not-found` for attention that the model has not */
export async function stepReads(engine: Engine, params: ReadsParams, signal: CancellationSignal): Promise<StepReads> {
  const place = await placeOf(engine, params.prompt);
  const { checkpoint, prompt, beginning, prefix } = place;
  const isDecoder = checkpoint.info.kind === 'encoder-decoder';
  const text = [...beginning, ...prefix];
  const ids = isDecoder ? { input: prompt.ids, decoder: text } : { input: text, decoder: null };
  const inspected = await engine.inside.ofIds(ids, signal);
  const { kind, head } = params;
  const { layers } = matricesOf(inspected, kind === 'self' && isDecoder ? 'decoder' : kind);
  const { stack } = layers;
  const layer = params.layer ?? stack.layers - 1;
  check('layer', layer, stack.layers);
  check('head', head ?? 0, stack.heads);
  const weights = lastRow(await layers.layer(layer, signal), layers, head);
  return { layer, layers: stack.layers, heads: stack.heads, kind, weights, pieces: piecesOf(place, kind) };
}

function check(what: string, index: number, count: number): void {
  if (index < count) return;
  throw new LensError('usage', `There is no ${what} ${index}: there are ${count}.`);
}

/** The last query's weights of a head, or their mean over the heads. */
function lastRow(attention: LayerAttention, layers: AttentionLayers, head: number | null): Float32Array<ArrayBuffer> {
  const heads = head === null ? Array.from({ length: attention.heads }, (_, index) => index) : [head];
  const rows = heads.map((each) => {
    const view = headOf(attention, each, layers.queries, layers.keys);
    return rowOf(view, view.rows - 1);
  });
  return Float32Array.from(
    rows[0] ?? [],
    (_, key) => rows.reduce((sum, row) => sum + (row[key] ?? 0), 0) / rows.length,
  );
}

/** The tokens that the weights are over. */
function piecesOf({ checkpoint, prompt, beginning, prefixPieces, tokenizer }: Place, kind: 'self' | 'cross'): Piece[] {
  if (kind === 'cross') return [...prompt.pieces];
  const isDecoder = checkpoint.info.kind === 'encoder-decoder';
  const first = isDecoder ? beginning.map((id) => pieceOf(id, '', tokenizer)) : prompt.pieces;
  return [...first, ...prefixPieces];
}
