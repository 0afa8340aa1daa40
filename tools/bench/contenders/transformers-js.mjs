// transformers.js, driven like python_predict.py: node transformers-js.mjs FOLDER THREADS
import { createInterface } from 'node:readline';
import { basename, dirname } from 'node:path';
import { AutoModelForSequenceClassification, AutoTokenizer, env } from '@huggingface/transformers';

const [folder, threads] = [process.argv[2], Number(process.argv[3])];
env.allowRemoteModels = false;
env.localModelPath = dirname(folder);

const options = { dtype: 'fp32', device: 'cpu', session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 } };
const tokenizer = await AutoTokenizer.from_pretrained(basename(folder));
const model = await AutoModelForSequenceClassification.from_pretrained(basename(folder), options);

for await (const line of createInterface({ input: process.stdin })) {
  const answers = [];
  for (const text of JSON.parse(line)) {
    const start = performance.now();
    const { logits } = await model(tokenizer(text));
    const values = [...logits.data];
    answers.push({ ms: performance.now() - start, logits: values });
  }
  console.log(JSON.stringify(answers));
}
