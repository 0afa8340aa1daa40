import type { Head } from '../architecture';

/** `BertForQuestionAnswering` and its like: where the answer starts and ends. Both [batch, sequence] */
export const questionAnswering: Head<unknown> = ({ graph: g, weights, lastHiddenState }) => {
  const both = weights.linear('qa_outputs', lastHiddenState, 2);
  g.output('start_logits', g.select(both, 2, 0));
  g.output('end_logits', g.select(both, 2, 1));
};
