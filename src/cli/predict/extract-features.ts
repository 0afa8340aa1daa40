import { neverCancelled } from '../../common/rpc/cancellation';
import { encodeFor } from '../../engine/tasks/encode-for';
import { meanState } from '../../engine/tasks/feature-extraction';
import { modelInputs } from '../../engine/tasks/forward';
import { outputRow, runRows } from '../../engine/tasks/run-rows';
import type { Predicted, Predictor } from './predictor';

/** Numbers of a vector that people are shown. */
const shownNumbers = 6;

/** Feature extraction: one vector for a text or a pair. */
export const extractFeatures: Predictor = {
  options: ['pair'],
  batch: ({ tokenizer, checkpoint, inputs, encode }) => encodeFor(tokenizer, checkpoint, inputs, encode),
  predict: async ({ checkpoint }, model, batch) => {
    const found: Predicted[] = [];
    const size = checkpoint.info.hiddenSize ?? 1;
    for await (const { from, rows, outputs } of runRows(model, modelInputs(batch), neverCancelled, size)) {
      for (const [index, { tokens }] of batch.rows.slice(from, from + rows).entries()) {
        const { data, dims } = outputRow(outputs, 'last_hidden_state', index);
        const embedding = [...meanState(data, tokens.attentionMask(), dims.at(-1) ?? 0)];
        const first = embedding.slice(0, shownNumbers).map((value) => value.toFixed(4));
        found.push({ json: { embedding }, lines: `  [${first.join(', ')}, ...] (${embedding.length} numbers)` });
      }
    }
    return found;
  },
};
