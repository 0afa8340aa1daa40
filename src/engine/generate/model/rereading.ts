import { outputRow } from '../../tasks/run-rows';
import { loadModel, type LoadedModel, type LoadOptions } from '../../models/loaded-model';
import type { OnnxCheckpoint } from '../../models/onnx/onnx-checkpoint';
import { decoder, storedAs } from './decoder';
import type { LanguageModel, Reading } from './language-model';
import { padded } from './padded';

/** Opens a decoder that remembers nothing: every token is read with all before it. */
export async function openRereading(
  checkpoint: OnnxCheckpoint,
  options: Omit<LoadOptions, 'outputs'>,
): Promise<LanguageModel> {
  const model = await loadModel(checkpoint, { ...options, outputs: ['logits'] });
  return decoder(checkpoint, options.device, {
    weights: storedAs(checkpoint.info),
    read: (prompts) => readAll(model, prompts),
    dispose: () => model.dispose(),
  });
}

/** Reads whole texts, padded on the right, where padding changes nothing before it. */
async function readAll(model: LoadedModel, texts: readonly (readonly number[])[]): Promise<Reading> {
  const { rows, count, ids, mask } = padded(texts, 'right');
  const outputs = await model.run({ inputIds: ids, attentionMask: mask, dims: [rows, count] });
  const last = texts.map(({ length }, row) => {
    const { data, dims } = outputRow(outputs, 'logits', row);
    const size = dims.at(-1) ?? 0;
    return data.subarray((length - 1) * size, length * size);
  });
  const size = last[0]?.length ?? 0;
  const logits = new Float32Array(rows * size);
  last.forEach((each, row) => {
    logits.set(each, row * size);
  });
  return {
    rows,
    logits,
    cacheBytes: 0,
    next: (tokens, from) =>
      readAll(
        model,
        from.map((row, index) => [...(texts[row] ?? []), tokens[index] ?? -1]),
      ),
  };
}
