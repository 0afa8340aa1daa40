import type { AttentionStack, HiddenStack } from '../../../common/contracts/internals/stacks';
import { LensError } from '../../../common/errors/lens-error';
import { tokensOf, type KeptTensors } from './kept-tensors';
import type { RowTokens } from './stacks';

/** Checks every kept layer of a stack. @throws LensError `unsupported` for a shape that no attention has */
export function checkKept(kept: KeptTensors, stack: AttentionStack, tokens: RowTokens): void {
  for (let layer = 0; layer < stack.layers; layer++) {
    const name = `${stack.name}.${layer}`;
    const tensor = kept.outputs.get(name);
    if (tensor !== undefined) checkAttention(name, tensor.dims, stack, tokens, kept.first);
  }
}

/** @throws LensError `unsupported` where a result is not [batch, heads, query, key] of the row's tokens */
export function checkAttention(
  name: string,
  dims: readonly number[],
  stack: AttentionStack,
  tokens: RowTokens,
  first: KeptTensors['first'],
): void {
  const [, heads = 0, queries = 0, keys = 0] = dims;
  const [queriesEnd, keysEnd] = [stack.queries, stack.keys].map((each) => tokensOf(tokens, each).to - first[each]);
  const fits = dims.length === 4 && heads === stack.heads && queries >= (queriesEnd ?? 0) && keys >= (keysEnd ?? 0);
  if (!fits) throw unexpected(name, dims);
}

/** The same of hidden states, [batch, sequence, hidden]. @throws LensError `unsupported` */
export function checkKeptHidden(kept: KeptTensors, stack: HiddenStack, tokens: RowTokens): void {
  const end = tokensOf(tokens, stack.sequence).to - kept.first[stack.sequence];
  for (let state = 0; state < stack.states; state++) {
    const name = `${stack.name}.${state}`;
    const dims = kept.outputs.get(name)?.dims ?? [];
    if (dims.length !== 3 || (dims[1] ?? 0) < end || dims[2] !== stack.hiddenSize) throw unexpected(name, dims);
  }
}

function unexpected(name: string, dims: readonly number[]): LensError {
  return new LensError(
    'unsupported',
    `The model gives ${name} as [${dims.join(', ')}], which does not fit its tokens.`,
    'Where the model has a safetensors file, that one shows them.',
  );
}
