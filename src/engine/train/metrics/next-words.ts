import { argmax } from '../../../common/statistics/probabilities';
import { metricsAlone, type Collector } from './collector';

/**
 * Findings of language models: perplexity, and the share of tokens that the model would have chosen itself.
 * @param shift 1 where a position is asked for the token after it (causal models), else 0
 */
export function nextWordsCollector(shift: 0 | 1): Collector {
  let [asked, right] = [0, 0];
  return {
    add(examples, labels, { dims, data }) {
      const [, positions = 0, width = 0] = dims;
      for (let row = 0; row < examples.length; row++) {
        for (let position = shift; position < positions; position++) {
          const wanted = Number(labels.data[row * positions + position]);
          if (wanted < 0) continue;
          const start = (row * positions + position - shift) * width;
          asked++;
          if (argmax(data.subarray(start, start + width)) === wanted) right++;
        }
      }
    },
    finish: (loss) => metricsAlone({ accuracy: asked === 0 ? 0 : right / asked, perplexity: Math.exp(loss) }),
  };
}
