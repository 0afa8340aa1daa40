/** Makes the position ids that a model uses when none are passed: int64 [rows, positions], like the ids. */
export type PositionRule = (ids: BigInt64Array, positions: number) => BigInt64Array;

/** 0, 1, 2, ... in every row, padding included. */
export const countedPositions: PositionRule = (ids, positions) =>
  BigInt64Array.from(ids, (_, index) => BigInt(index % positions));

/**
 * `create_position_ids_from_input_ids` of RoBERTa: tokens that are not padding count up from pad + 1, padding gets pad.
 * The ids decide, not the mask.
 */
export function positionsAfterPadding(padTokenId: number): PositionRule {
  const pad = BigInt(padTokenId);
  return (ids, positions) => {
    let count = 0n;
    return BigInt64Array.from(ids, (id, index) => {
      if (index % positions === 0) count = 0n;
      return id === pad ? pad : pad + ++count;
    });
  };
}
