import type { Exported } from '../../../common/contracts/internals/export';
import type { Matrix } from '../../../common/contracts/internals/attention';
import type { AttentionKind, HiddenKind } from '../../../common/contracts/internals/stacks';

const longestName = 80;

/** The file name that is suggested for numbers: `attention-layer3-head7.csv`, `hidden-states-4.json`. */
export function numbersFileName(what: Exported, model: string): string {
  return `${stemOf(what, model)}.${what.format}`;
}

/** A name for a file from what the view calls a picture or table; whatever no file system takes is left out. */
export function pictureFileName(name: string, format: 'svg' | 'png' | 'csv'): string {
  return `${safeStem(name, 'picture')}.${format}`;
}

function stemOf(what: Exported, model: string): string {
  if (what.of === 'matrix') return matrixName(what.matrix);
  if (what.of === 'hidden-states') return `${prefix(what.kind)}hidden-states-${what.state}`;
  return `${safeStem(model.split(/[\\/]/).at(-1) ?? '', 'model')}-outputs`;
}

function matrixName({ kind, of, layer, head }: Matrix): string {
  const upTo = layer === null ? [] : [`layer${layer}`];
  if (of === 'rollout') return [`${prefix(kind)}attention-rollout`, ...upTo].join('-');
  const heads = head === null ? 'mean' : `head${head}`;
  return [`${prefix(kind)}attention`, ...upTo, heads].join('-');
}

function prefix(kind: AttentionKind | HiddenKind): string {
  return kind === 'self' ? '' : `${kind}-`;
}

function safeStem(name: string, otherwise: string): string {
  const stem = name
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, longestName);
  return stem === '' ? otherwise : stem;
}
