import type { WeightChanges } from '../../../common/contracts/training/run-folder';

/** The squares of one tensor: of what it was, and of how far it moved. */
export interface TensorMoved {
  readonly name: string;
  readonly before: number;
  readonly moved: number;
}

/** Adds up how far a tensor moved from `base`. Both have the same length. */
export function movedBy(name: string, base: Float32Array, tuned: Float32Array): TensorMoved {
  let [before, moved] = [0, 0];
  for (let i = 0; i < base.length; i++) {
    const [was, is] = [base[i] ?? 0, tuned[i] ?? 0];
    before += was * was;
    moved += (is - was) * (is - was);
  }
  return { name, before, moved };
}

/** `|tuned - base| / |base|` by block, in the order in which the model uses them. */
export function weightChanges(tensors: readonly TensorMoved[]): WeightChanges {
  const blocks = new Map<string, TensorMoved[]>();
  for (const tensor of tensors) {
    const block = blockOf(tensor.name);
    blocks.set(block, [...(blocks.get(block) ?? []), tensor]);
  }
  return [...blocks].map(([block, members]) => ({
    block,
    change: ratio(sum(members, 'moved'), sum(members, 'before')),
    tensors: members.map(({ name, moved, before }) => ({ name, change: ratio(moved, before) })),
  }));
}

const layer = /(?:^|\.)(?:layers?|h|block)\.(\d+)\./;

/** The part of the model that a tensor belongs to, by the names of transformers' modules. */
function blockOf(name: string): string {
  const number = layer.exec(name)?.[1];
  if (number !== undefined) {
    const stack = /(?:^|\.)decoder\./.test(name) ? 'decoder ' : /^encoder\.block\./.test(name) ? 'encoder ' : '';
    return `${stack}layer ${number}`;
  }
  if (/embed|(?:^|\.)(?:wte|wpe|shared)\./.test(name)) return 'embeddings';
  if (/final_layer_norm|ln_f|(?:^|\.)norm\./.test(name)) return 'final norm';
  return 'head';
}

/** A tensor that was all zero moved by any amount infinitely far: that is told as 0 for none and 1 for some. */
function ratio(moved: number, before: number): number {
  if (before === 0) return moved === 0 ? 0 : 1;
  return Math.sqrt(moved / before);
}

function sum(members: readonly TensorMoved[], key: 'moved' | 'before'): number {
  return members.reduce((total, each) => total + each[key], 0);
}
