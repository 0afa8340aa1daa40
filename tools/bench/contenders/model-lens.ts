import { join } from 'node:path';
import { EngineProcess } from '../../../src/host/engine/engine-process';
import { defaultEncodeOptions } from '../../../src/common/contracts/run';
import { unwrap } from '../../../src/common/errors/outcome';
import { root } from '../paths';
import { type Answer, type Contender } from './contender';

/** The engine process of the extension, over its real channel: what a person waits for, IPC included. */
export function startModelLens(model: string, threads: number): Contender {
  const engine = EngineProcess.start({ modulePath: join(root, 'dist/engine.js'), log: () => undefined });
  const opened = engine.request('open', { folder: model, weights: null, device: 'cpu', threads });
  let peak: number | null = null;

  async function predictOne(text: string): Promise<Answer> {
    const start = performance.now();
    const run = await engine.request('run', {
      inputs: [{ text, pair: null }],
      options: defaultEncodeOptions,
      predict: true,
    });
    if (run.prediction === null) throw new Error('The engine did not predict');
    const logits = unwrap(run.prediction).rows[0]?.logits ?? [];
    return { ms: performance.now() - start, logits: [...logits] };
  }

  return {
    name: 'Model Lens',
    async predict(texts) {
      unwrap((await opened).model);
      const answers: Answer[] = [];
      for (const text of texts) answers.push(await predictOne(text));
      peak = (await engine.request('memory', {})).peak;
      return answers;
    },
    peakMemory: () => peak,
    stop: () => engine.dispose(),
  };
}
