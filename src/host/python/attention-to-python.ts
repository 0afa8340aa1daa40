import type { AttentionKind } from '../../common/contracts/internals/stacks';
import { axisToPython, type PythonAxis } from './axis-to-python';
import type { LookParams } from './look-to-python';

const fields: Readonly<Record<AttentionKind, string>> = {
  self: 'attentions',
  encoder: 'encoder_attentions',
  decoder: 'decoder_attentions',
  cross: 'cross_attentions',
};

/** The lines that take one matrix [query, key] out of `outputs` and print it: of a head, the mean of heads, rollout. */
export function attentionLines({ look, window, options, chosen }: LookParams): string[] {
  const padded = options.stride !== null;
  const axisOf = (of: 'input' | 'target'): PythonAxis => axisToPython({ of, row: window, axis: look.axis, padded });
  const queries = axisOf(look.kind === 'decoder' || look.kind === 'cross' ? 'target' : 'input');
  const keys = axisOf(look.kind === 'decoder' ? 'target' : 'input');
  const lines = [...queries.lines, ...(keys.names === queries.names ? [] : keys.lines)];
  // A word's row is the mean of its tokens' rows, its column the sum of theirs.
  const rows = queries.groups && `weights = torch.stack([weights[group].mean(0) for group in ${queries.groups}])`;
  const columns = keys.groups && `weights = torch.stack([weights[:, group].sum(1) for group in ${keys.groups}], dim=1)`;
  return [
    ...matrixLines(look, window),
    '',
    ...lines,
    ...[rows, columns].filter((line) => line !== null),
    ...printing(queries, keys, queries.names === 'tokens' ? chosen : []),
  ];
}

function matrixLines({ kind, of, layer, head, allLayers }: LookParams['look'], row: number): string[] {
  const field = `outputs.${fields[kind]}`;
  if (of === 'weights') {
    const heads = head === null ? `[${row}].mean(0)` : `[${row}, ${head}]`;
    if (allLayers !== true) return [`weights = ${field}[${layer}]${heads}  # [query, key]`];
    return [`weights = torch.stack([layer${heads} for layer in ${field}]).mean(0)  # [query, key]`];
  }
  return [
    '# Attention rollout (Abnar and Zuidema 2020): the product of the layers, half of each being the token itself.',
    `weights = torch.eye(${field}[0].shape[-1])`,
    `for attention in ${field}${allLayers === true ? '' : `[:${layer + 1}]`}:`,
    `    layer = (attention[${row}].mean(0) + torch.eye(len(weights))) / 2`,
    '    weights = layer / layer.sum(-1, keepdim=True) @ weights',
  ];
}

function printing(queries: PythonAxis, keys: PythonAxis, chosen: readonly number[]): string[] {
  if (chosen.length === 0) {
    return [
      `print(" " * 16, *(f"{token:>16.16}" for token in ${keys.names}))`,
      `for token, row in zip(${queries.names}, weights.tolist()):`,
      '    print(f"{token:>16.16}", *(f"{weight:16.4f}" for weight in row))',
    ];
  }
  const list = `[${chosen.join(', ')}]`;
  const entries = queries.groups
    ? `[i for i, group in enumerate(${queries.groups}) if set(group) & set(${list})]`
    : list;
  return [
    `chosen = ${entries}`,
    `print("from", *(${queries.names}[i] for i in chosen))`,
    `for token, weight in zip(${keys.names}, weights[chosen].sum(0).tolist()):`,
    '    print(f"{token:>16.16} {weight:.4f}")',
  ];
}
