import type { Block, BlockOf, DescribedTensor, Stack } from '../../../common/contracts/description';
import { positionsOf } from '../positions';
import type { Sizes } from '../sizes';
import { sumOf } from '../tensors/layers';
import type { DrawParams } from './draw';

/** Where the layers of a stack lie, and what is around them. */
export interface AroundParams extends DrawParams {
  readonly sizes: Sizes;
  readonly stack: Stack['name'];
  readonly twoStacks: boolean;
  readonly container: string | null;
}

const table =
  /(^|\.)(shared|word_embeddings|wte|embed_tokens|embed_in|tok_embeddings|embeddings?|embed|tok_emb)\.weight$/;
const positionTable = /(^|\.)(position_embeddings|embed_positions|wpe)\.weight$/;
const typeTable = /(^|\.)token_type_embeddings\.weight$/;
const projection = /(^|\.)(embedding_hidden_mapping_in|embeddings_project|project_in)\./;
const embeddingNorm = /(^|\.)(embeddings\.(LayerNorm|norm)|layernorm_embedding|word_embeddings_layernorm)\./;
const finalNorm =
  /(^|\.)(norm|ln_f|final_norm|final_layer_?norm|layer_norm|final_layernorm|norm_f|LayerNorm)\.(weight|bias|gamma|beta|scale)$/;

/** Embeddings, and what is done with them before the first layer. */
export function beforeBlocks(params: AroundParams): Block[] {
  const { family, fields, facts, ties, stack, twoStacks } = params;
  const tensors = outside(params);
  const tokens = params.tensors?.find(({ name }) => name === ties.table);
  const [rows, width] = tokens?.shape ?? [facts.vocabSize, fields.count('embedding_size') ?? facts.hiddenSize];
  const shared = twoStacks && stack === 'decoder' && tokens !== undefined && isShared(tokens.name);
  const blocks: Block[] = [
    {
      ...{ type: 'embedding', of: 'tokens', rows: rows ?? null, width: width ?? null },
      parameters: params.tensors === null ? null : shared ? 0 : (tokens?.parameters ?? null),
      positions: null,
      tied: ties.head,
    },
  ];
  blocks.push(...positionBlocks(params, tensors));
  const types = tensors?.filter(({ name }) => typeTable.test(name)) ?? [];
  if (types.length > 0) blocks.push(tableBlock('token-types', types, null));
  if (family?.embeddingNorm === true) blocks.push(norm(params, tensors, embeddingNorm));
  const projected = tensors?.filter(({ name }) => projection.test(name)) ?? [];
  if (projected.length > 0) blocks.push(linear(projected));
  return blocks;
}

/** The norm behind the last layer. */
export function afterBlocks(params: AroundParams): Block[] {
  if (params.family?.finalNorm !== true) return [];
  const tensors = outside(params)?.filter(({ name }) => !embeddingNorm.test(name)) ?? null;
  return [norm(params, tensors, finalNorm)];
}

/** Positions that are added to the embeddings; others belong to attention. */
function positionBlocks({ family, fields, sizes }: AroundParams, tensors: readonly DescribedTensor[] | null): Block[] {
  if (family === null) {
    const found = tensors?.filter(({ name }) => positionTable.test(name)) ?? [];
    return found.length === 0 ? [] : [tableBlock('positions', found, null)];
  }
  const added = positionsOf(fields, family).filter(({ kind }) => kind === 'learned' || kind === 'sinusoidal');
  return added.map((positions) => {
    const found = tensors?.filter(({ name }) => positionTable.test(name)) ?? [];
    if (found.length > 0) return tableBlock('positions', found, positions);
    const rows = 'rows' in positions ? positions.rows : null;
    const parameters = tensors !== null && positions.kind === 'sinusoidal' ? 0 : null;
    return { type: 'embedding', of: 'positions', rows, width: sizes.hidden, parameters, positions, tied: false };
  });
}

/** Tensors of the stack that are in none of its layers. */
function outside({ tensors, twoStacks, stack, container }: AroundParams): readonly DescribedTensor[] | null {
  const own = tensors?.filter(({ role, part }) => role === 'parameter' && part !== 'head') ?? null;
  const free = own?.filter(({ name }) => container === null || !name.startsWith(`${container}.`)) ?? null;
  if (!twoStacks) return free;
  return free?.filter(({ name }) => name.split('.').includes(stack)) ?? null;
}

function tableBlock(
  of: 'positions' | 'token-types',
  tensors: readonly DescribedTensor[],
  positions: BlockOf<'embedding'>['positions'],
): Block {
  const [rows = null, width = null] = tensors[0]?.shape ?? [];
  return { type: 'embedding', of, rows, width, parameters: sumOf(tensors), positions, tied: false };
}

function norm({ family, sizes }: AroundParams, tensors: readonly DescribedTensor[] | null, pattern: RegExp): Block {
  const found = tensors?.filter(({ name, part }) => part === 'norms' && pattern.test(name)) ?? [];
  const width = found[0]?.shape?.[0] ?? sizes.hidden;
  return { type: 'norm', kind: family?.norm ?? null, width, parameters: found.length > 0 ? sumOf(found) : null };
}

function linear(tensors: readonly DescribedTensor[]): Block {
  const [to = null, from = null] = tensors.find(({ shape }) => shape?.length === 2)?.shape ?? [];
  return { type: 'linear', of: 'embedding-projection', from, to, parameters: sumOf(tensors) };
}

/** True for the table of both stacks, which the decoder's part of the picture does not count again. */
function isShared(name: string): boolean {
  return table.test(name) && !/(^|\.)(encoder|decoder)\./.test(name);
}
