import { neverCancelled } from '../../common/rpc/cancellation';
import { encodeFor } from '../../engine/tasks/encode-for';
import { modelInputs, runLogits } from '../../engine/tasks/forward';
import { classifyLogits } from '../../engine/tasks/text-classification';
import { resultOf } from '../output/classification';
import { formatTable } from '../output/table';
import type { Predictor } from './predictor';

/** Sequence classification: the labels of a text or a pair. */
export const classifyText: Predictor = {
  options: ['pair'],
  batch: ({ tokenizer, checkpoint, inputs, encode }) => encodeFor(tokenizer, checkpoint, inputs, encode),
  predict: async ({ checkpoint, top }, model, batch) => {
    const logits = await runLogits(model, modelInputs(batch), neverCancelled);
    const classification = classifyLogits(logits, checkpoint.info);
    const kind = classification.problemType.replaceAll('_', ' ');
    return classification.rows.map((row) => {
      const result = resultOf(row, classification, top);
      if ('value' in result) return { json: result, lines: `  ${result.value.toFixed(4)}  (${kind})` };
      const rows = result.labels.map(({ label, logit, probability }) => [
        label,
        probability.toFixed(4),
        logit.toFixed(4),
      ]);
      const table = formatTable([['label', 'probability', 'logit'], ...rows], { indent: 2, right: [1, 2] });
      return { json: result, lines: `${table}\n  (${kind})` };
    });
  },
};
