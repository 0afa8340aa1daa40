import { LensError } from '../../common/errors/lens-error';
import { neverCancelled } from '../../common/rpc/cancellation';
import { fillMasks, type FilledMask } from '../../engine/tasks/fill-mask';
import { modelInputs } from '../../engine/tasks/forward';
import { outputRow, runRows } from '../../engine/tasks/run-rows';
import type { EncodedBatch, TextTokenizer } from '../../engine/tokenizers/text-tokenizer';
import { formatTable, oneLine } from '../output/table';
import { batchOfTexts, type Predicted, type Predictor } from './predictor';

/** As many candidates as the pipeline of transformers gives. */
const usualTop = 5;

/** Masked language modelling: what may stand in place of each mask. */
export const fillMask: Predictor = {
  options: [],
  batch: async (context) => {
    const batch = await batchOfTexts(context, 'Filling masks');
    checkMasks(batch, maskOf(context.tokenizer));
    return batch;
  },
  predict: async ({ tokenizer, checkpoint, top }, model, batch) => {
    const found: Predicted[] = [];
    const { id } = maskOf(tokenizer);
    const vocabulary = checkpoint.info.vocabSize ?? tokenizer.info.vocabSize;
    for await (const { from, rows, outputs } of runRows(model, modelInputs(batch), neverCancelled, vocabulary)) {
      for (const [index, { tokens }] of batch.rows.slice(from, from + rows).entries()) {
        const logits = outputRow(outputs, 'logits', index).data;
        const masks = fillMasks(tokens.slice(0, tokens.length), logits, id, top ?? usualTop);
        found.push(await shown(tokenizer, masks));
      }
    }
    return found;
  },
};

function maskOf({ info }: TextTokenizer): { readonly id: number; readonly token: string } {
  const mask = info.specialTokens.find(({ role }) => role === 'mask');
  if (mask !== undefined) return mask;
  throw new LensError('unsupported', 'The tokenizer has no mask token, so there is nothing to fill.');
}

function checkMasks({ rows }: EncodedBatch, { id, token }: { readonly id: number; readonly token: string }): void {
  const without = rows.find(({ tokens }) => !tokens.ids.includes(id));
  if (without === undefined) return;
  const which = rows.length === 1 ? 'The text' : `Text ${without.input + 1}`;
  throw new LensError('usage', `${which} has no mask to fill.`, `Write ${token} where a word is to be found.`);
}

async function shown(tokenizer: TextTokenizer, masks: readonly FilledMask[]): Promise<Predicted> {
  const named = await Promise.all(
    masks.map(async ({ start, end, candidates }) => ({ start, end, candidates: await nameAll(tokenizer, candidates) })),
  );
  const lines = named.map(({ start, end, candidates }) => {
    const rows = candidates.map((each) => [oneLine(each.text), each.probability.toFixed(4), each.logit.toFixed(4)]);
    const head = [`at ${start ?? '-'}-${end ?? '-'}`, 'probability', 'logit'];
    return formatTable([head, ...rows], { indent: 2, right: [1, 2] });
  });
  return { json: { masks: named }, lines: lines.join('\n') };
}

function nameAll(tokenizer: TextTokenizer, candidates: FilledMask['candidates']) {
  return Promise.all(
    candidates.map(async ({ id, logit, probability }) => ({
      id,
      token: tokenizer.tokenOf(id) ?? '',
      text: await tokenizer.decode([id], false),
      logit,
      probability,
    })),
  );
}
