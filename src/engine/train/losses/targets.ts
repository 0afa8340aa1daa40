/** The label of a place where nothing is asked, as transformers has it. */
export const noLabel = -100n;

/**
 * The labels of a causal language model, each moved to the place at which it is predicted: the token before it. Nothing is
 * asked at the last place of a row. [rows, positions]
 */
export function nextTokens(labels: BigInt64Array, positions: number): BigInt64Array {
  return labels.map((_, index) => ((index + 1) % positions === 0 ? noLabel : (labels[index + 1] ?? noLabel)));
}

/**
 * What the decoder of an encoder-decoder is given to write the labels: the start token, then the labels without the last,
 * padding where nothing is asked (`_shift_right` of modeling_t5.py). [rows, positions]
 */
export function shiftedRight(labels: BigInt64Array, positions: number, start: bigint, padding: bigint): BigInt64Array {
  return labels.map((_, index) => {
    if (index % positions === 0) return start;
    const before = labels[index - 1] ?? noLabel;
    return before === noLabel ? padding : before;
  });
}
