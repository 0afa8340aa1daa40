import {
  maxExactCells,
  maxPicturePixels,
  type AttentionGrid,
  type AttentionProfile,
  type Links,
  type Matrix,
} from '../../../../common/contracts/internals/attention';
import type { Range } from '../../../../common/contracts/internals/run-row';
import { LensError } from '../../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../../common/rpc/cancellation';
import type { RequestContext } from '../../../../common/rpc/contract';
import { GridMaker, rolloutGrid } from '../../../internals/attention/grid';
import { firstLinks, linksOf } from '../../../internals/attention/links';
import { strongestKept, strongestOf } from '../../../internals/attention/strongest-links';
import { allLayers, visitHeads } from '../../../internals/attention/visit-heads';
import { partOf, valuesOf } from '../../../internals/attention/matrix-view';
import { paint } from '../../../internals/attention/picture';
import { attentionProfile } from '../../../internals/attention/profile';
import type { Engine } from '../../engine';
import { checkRange, shownMatrixOf, shownStack, type MatrixParams } from './looked-at';

type StackParams = Parameters<typeof shownStack>[1];
type PartParams = MatrixParams & { readonly queries: Range; readonly keys: Range };

type GridParams = StackParams & {
  readonly of: Matrix['of'];
  readonly size: number;
  readonly layer?: number | undefined;
};

/** Thumbnails and numbers of all heads, or of those of a layer. @throws LensError */
export async function grid(
  engine: Engine,
  params: GridParams,
  { signal, progress }: RequestContext<{ message: string }>,
): Promise<AttentionGrid> {
  const { matrices, queries, keys } = await shownStack(engine, params, signal);
  const { of, size, layer } = params;
  const { stack, kept } = matrices.layers;
  if (layer !== undefined) checkLayer(layer, of, stack.layers);
  const options = { queries, keys, size };
  const make = async (): Promise<AttentionGrid> => {
    if (of === 'rollout') return rolloutGrid(matrices, options, signal);
    const range = layer === undefined ? allLayers(matrices) : ([layer, layer + 1] as const);
    const maker = new GridMaker(matrices, range, options);
    // A layer that is computed for it is not computed once more for its strongest links.
    const links = kept || layer === undefined ? [] : strongestKept(matrices, layer, options);
    await visitHeads(matrices, range, [maker, ...links.map(({ visitor }) => visitor)], signal, (at) => {
      if (!kept) progress({ message: `Computing layer ${at + 1} of ${stack.layers}` });
    });
    for (const { keep } of links) keep();
    return maker.grid;
  };
  const name = ['grid', of, size, layer ?? 'all', queries.key, keys.key].join('.');
  return matrices.answer(name, make, ({ thumbnails }) => thumbnails.byteLength);
}

function checkLayer(layer: number, of: Matrix['of'], layers: number): void {
  if (of === 'rollout') throw new LensError('usage', 'Rollout goes through all layers; no layer has one of its own.');
  if (layer >= layers) throw new LensError('usage', `There is no layer ${layer}: there are ${layers}.`);
}

/** A part of a matrix as a picture, of no more pixels than cells. @throws LensError */
export async function picture(
  engine: Engine,
  params: PartParams & { readonly width: number; readonly height: number },
  signal: CancellationSignal,
): Promise<{ pixels: Uint8Array<ArrayBuffer>; width: number; height: number }> {
  const part = await partOfMatrix(engine, params, signal);
  const width = Math.max(1, Math.min(params.width, part.columns));
  const height = Math.max(1, Math.min(params.height, part.rows));
  if (width * height > maxPicturePixels) {
    throw new LensError('usage', `A picture of ${width} x ${height} pixels is too large.`);
  }
  return { pixels: paint(part, width, height), width, height };
}

/** A part of a matrix as it is. @throws LensError */
export async function values(
  engine: Engine,
  params: PartParams,
  signal: CancellationSignal,
): Promise<{ values: Float32Array<ArrayBuffer> }> {
  const part = await partOfMatrix(engine, params, signal);
  const cells = part.rows * part.columns;
  if (cells > maxExactCells) {
    throw new LensError('usage', `${cells} values were asked for; one answer holds ${maxExactCells}.`);
  }
  return { values: valuesOf(part) };
}

async function partOfMatrix(engine: Engine, params: PartParams, signal: CancellationSignal) {
  const { view, queries, keys } = await shownMatrixOf(engine, params, signal);
  checkRange('rows', params.queries, queries);
  checkRange('columns', params.keys, keys);
  return partOf(view, params.queries, params.keys);
}

/** What chosen tokens attend to, or what attends to them. @throws LensError */
export async function profile(
  engine: Engine,
  params: MatrixParams & { readonly chosen: readonly number[]; readonly direction: 'from' | 'to' },
  signal: CancellationSignal,
): Promise<AttentionProfile> {
  const { matrix, direction } = params;
  const { matrices, queries, keys } = await shownStack(engine, { ...params, kind: matrix.kind }, signal);
  const chosen = [...new Set(params.chosen)];
  const { entries } = direction === 'from' ? queries : keys;
  const wrong = chosen.find((entry) => entry >= entries);
  if (wrong !== undefined) throw new LensError('usage', `There is no token ${wrong}: there are ${entries}.`);
  return attentionProfile(matrices, matrix, { queries, keys, chosen, direction }, signal);
}

/** Links of one matrix over a threshold. @throws LensError */
export async function links(
  engine: Engine,
  params: MatrixParams & { readonly threshold: number; readonly limit: number },
  signal: CancellationSignal,
): Promise<Links> {
  const { view } = await shownMatrixOf(engine, params, signal);
  const { layer, head } = params.matrix;
  return linksOf(view, { threshold: params.threshold, limit: params.limit, layer: layer ?? 0, head: head ?? 0 });
}

/** The strongest links of all heads. @throws LensError */
export async function strongest(
  engine: Engine,
  params: StackParams & { readonly betweenWords: boolean; readonly limit: number },
  signal: CancellationSignal,
): Promise<Links> {
  const { matrices, queries, keys } = await shownStack(engine, params, signal);
  const { betweenWords, limit } = params;
  const links = await strongestOf(matrices, { queries, keys, betweenWords }, signal);
  return firstLinks(links, limit);
}
