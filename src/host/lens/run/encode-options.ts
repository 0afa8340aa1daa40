import type { OpenResult } from '../../../common/contracts/engine';
import { defaultEncodeOptions, type EncodeOptions } from '../../../common/contracts/run';

const leastForSharing = 16;

/** How texts are encoded for a model: with `sliding` long ones become windows that share a quarter with their neighbour. */
export function encodeOptions(opened: OpenResult, maxLength: number | null, sliding: boolean): EncodeOptions {
  return { ...defaultEncodeOptions, maxLength, stride: sliding ? strideOf(opened, maxLength) : null };
}

function strideOf({ tokenizer, model }: OpenResult, maxLength: number | null): number | null {
  const limits = [
    maxLength,
    tokenizer.ok ? tokenizer.value.maxLength : null,
    model.ok ? model.value.maxPositions : null,
  ].filter((limit) => limit !== null);
  if (limits.length === 0) return null;
  const limit = Math.min(...limits);
  return limit < leastForSharing ? 0 : Math.floor(limit / 4);
}
