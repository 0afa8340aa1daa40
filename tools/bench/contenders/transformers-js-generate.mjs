// transformers.js, driven like python_generate.py: node transformers-js-generate.mjs FOLDER THREADS
import { createInterface } from 'node:readline';
import { basename, dirname } from 'node:path';
import { AutoModelForCausalLM, Tensor, env } from '@huggingface/transformers';

const [folder, threads] = [process.argv[2], Number(process.argv[3])];
env.allowRemoteModels = false;
env.localModelPath = dirname(folder);

const options = { dtype: 'fp32', device: 'cpu', session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 } };
const model = await AutoModelForCausalLM.from_pretrained(basename(folder), options);
model.generation_config.eos_token_id = null;

for await (const line of createInterface({ input: process.stdin })) {
  const { ids, newTokens } = JSON.parse(line);
  const inputs = new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]);
  const mask = new Tensor('int64', new BigInt64Array(ids.length).fill(1n), [1, ids.length]);
  const start = performance.now();
  const found = await model.generate({ inputs, attention_mask: mask, max_new_tokens: newTokens, do_sample: false });
  const ms = performance.now() - start;
  console.log(JSON.stringify({ ms, ids: found.tolist().map((row) => row.slice(ids.length).map(Number)) }));
}
