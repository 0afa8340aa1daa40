// Loads a causal LM and computes the logits of one text, in a process of its own: node load-ours.cjs FOLDER THREADS TEXT.
// Prints the milliseconds from the process's start, the peak memory in bytes and the last token's first logits.
import { loadModel } from '../../../src/engine/models/loaded-model';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { modelInputs } from '../../../src/engine/tasks/forward';
import { openTokenizer } from '../../../src/engine/tokenizers/text-tokenizer';
import { defaultEncodeOptions } from '../../../src/common/contracts/run';

async function main(): Promise<void> {
  const [folder = '', threads = '', text = ''] = process.argv.slice(2);
  const checkpoint = await readCheckpoint(folder, null);
  const tokenizer = await openTokenizer(folder);
  const batch = await tokenizer.encodeBatch([{ text, pair: null }], defaultEncodeOptions, null);
  const options = { device: 'cpu', threads: Number(threads), outputs: 'prediction', runs: 'once' } as const;
  const model = await loadModel(checkpoint, options);
  const outputs = await model.run(modelInputs(batch));
  const logits = outputs.get('last_logits') ?? outputs.get('logits');
  const ms = performance.now();
  const last = logits?.data.subarray(-(logits.dims.at(-1) ?? 0)) ?? [];
  const peak = process.resourceUsage().maxRSS * 1024;
  console.log(JSON.stringify({ ms, peak, logits: [...last.slice(0, 64)] }));
}

void main();
