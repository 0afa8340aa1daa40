// Goes on with prompts as the engine does, driven like python_generate.py: node generate-ours.cjs FOLDER THREADS
// With `keep` what every step was chosen from is kept, as for the view.
import { createInterface } from 'node:readline';
import { neverCancelled } from '../../../src/common/rpc/cancellation';
import { generate } from '../../../src/engine/generate/generate';
import { openLanguageModel } from '../../../src/engine/generate/model/open-language-model';
import { resolveSettings } from '../../../src/engine/generate/settings/resolve-settings';
import { KeptLogits } from '../../../src/engine/generate/steps/kept-logits';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import type { GenerationQuestion } from './generation';

async function main(): Promise<void> {
  const [folder = '', threads = ''] = process.argv.slice(2);
  const options = { device: 'cpu', threads: Number(threads), runs: 'often' } as const;
  const model = await openLanguageModel(await readCheckpoint(folder, null), options);
  const kept = new KeptLogits(() => 512e6);
  for await (const line of createInterface({ input: process.stdin })) {
    const { ids, newTokens, sequences, keep } = JSON.parse(line) as GenerationQuestion;
    const sampling = sequences > 1 ? { do_sample: true, temperature: 0.3, top_p: 0.9 } : {};
    const settings = resolveSettings({ max_new_tokens: newTokens, num_return_sequences: sequences, ...sampling }, {});
    const start = performance.now();
    const generation = kept.begin(0);
    let step = 0;
    const found = await generate(model, {
      ...{ prompts: [ids], settings, seed: 1, top: 0, signal: neverCancelled, stops: () => Promise.resolve(false) },
      onStep: (told) => {
        if (!keep) return Promise.resolve();
        for (const { sequence, logits } of told) kept.add({ generation, sequence, step }, logits);
        kept.shrink();
        step += 1;
        return Promise.resolve();
      },
    });
    const ms = performance.now() - start;
    console.log(JSON.stringify({ ms, ids: found.map((sequence) => sequence.ids) }));
  }
}

void main();
