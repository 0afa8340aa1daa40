import { neverCancelled } from '../../common/rpc/cancellation';
import { modelInputs } from '../../engine/tasks/forward';
import { outputRow, runRows } from '../../engine/tasks/run-rows';
import { aggregations, findEntities, type Entity } from '../../engine/tasks/token-classification';
import type { TokenColumns } from '../../engine/tokenizers/text-tokenizer';
import { formatTable } from '../output/table';
import { batchOfTexts, type Predicted, type PredictContext, type Predictor } from './predictor';

/** Token classification: the entities of a text. */
export const classifyTokens: Predictor = {
  options: ['aggregation'],
  batch: (context) => batchOfTexts(context, 'Token classification'),
  predict: async (context, model, batch) => {
    const found: Predicted[] = [];
    for await (const { from, rows, outputs } of runRows(model, modelInputs(batch), neverCancelled)) {
      for (const [index, { tokens, input }] of batch.rows.slice(from, from + rows).entries()) {
        const { data, dims } = outputRow(outputs, 'logits', index);
        const text = context.inputs[input]?.text ?? '';
        found.push(shown(await entitiesOf(context, text, tokens, data, dims.at(-1) ?? 0)));
      }
    }
    return found;
  },
};

async function entitiesOf(
  { options, tokenizer, checkpoint }: PredictContext,
  text: string,
  tokens: TokenColumns,
  logits: Float32Array,
  count: number,
): Promise<Entity[]> {
  const labels = Array.from({ length: count }, (_, id) => checkpoint.info.labels[id] ?? `LABEL_${id}`);
  const aggregation = options.choice('aggregation', aggregations) ?? 'none';
  const unknownId = tokenizer.info.specialTokens.find(({ role }) => role === 'unk')?.id ?? null;
  const rules = { prefix: tokenizer.wordPrefix, unknownId, join: await tokenizer.joiner(tokens) };
  return findEntities(text, tokens.slice(0, tokens.length), logits, labels, { aggregation, rules });
}

function shown(entities: readonly Entity[]): Predicted {
  const rows = entities.map(({ label, score, word, start, end }) => [label, score.toFixed(4), `${start}-${end}`, word]);
  const table = formatTable([['label', 'score', 'place', 'word'], ...rows], { indent: 2, right: [1] });
  return { json: { entities }, lines: entities.length > 0 ? table : '  nothing but O' };
}
