// Loads a causal LM and computes the logits of one text, in a process of its own:
// node load-ours.cjs FOLDER THREADS TEXT STARTED, where STARTED is when the process was started (ms since 1970).
// Prints the milliseconds from an open tokenizer and a loaded native library to the logits, those from the process's start,
// the peak memory in bytes and the last token's first logits.
import { loadModel } from '../../../src/engine/models/loaded-model';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { onnxRuntime } from '../../../src/engine/runtime/onnxruntime';
import { modelInputs } from '../../../src/engine/tasks/forward';
import { openTokenizer } from '../../../src/engine/tokenizers/text-tokenizer';
import { defaultEncodeOptions } from '../../../src/common/contracts/run';

async function main(): Promise<void> {
  const [folder = '', threads = '', text = '', started = ''] = process.argv.slice(2);
  const tokenizer = await openTokenizer(folder);
  const batch = await tokenizer.encodeBatch([{ text, pair: null }], defaultEncodeOptions, null);
  await onnxRuntime();
  const start = performance.now();
  const checkpoint = await readCheckpoint(folder, null);
  const options = { device: 'cpu', threads: Number(threads), outputs: 'prediction', runs: 'once' } as const;
  const model = await loadModel(checkpoint, options);
  const outputs = await model.run(modelInputs(batch));
  const [ms, coldMs] = [performance.now() - start, Date.now() - Number(started)];
  const logits = outputs.get('last_logits') ?? outputs.get('logits');
  const last = logits?.data.subarray(-(logits.dims.at(-1) ?? 0)) ?? [];
  const peak = process.resourceUsage().maxRSS * 1024;
  console.log(JSON.stringify({ ms, coldMs, peak, logits: [...last.slice(0, 64)] }));
}

void main();
