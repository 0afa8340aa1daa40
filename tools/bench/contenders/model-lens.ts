import { join } from 'node:path';
import { EngineProcess } from '../../../src/host/engine/engine-process';
import { defaultEncodeOptions, type Run } from '../../../src/common/contracts/run';
import { unwrap } from '../../../src/common/errors/outcome';
import { root } from '../paths';
import { type Answer, type Contender } from './contender';

/** The engine process of the extension, over its real channel: what a person waits for, IPC included. */
export function startModelLens(model: string, threads: number): Contender {
  return start(model, threads, predictOne);
}

/** The same with every hidden state and attention kept for the views. */
export function startModelLensInside(model: string, threads: number): Contender {
  return start(model, threads, async (engine, text) => (await lookInside(engine, text)).answer);
}

/** The same, asked for some of all these numbers: `logits` are those. Not for timing: the questions stand between the runs. */
export function startModelLensNumbers(model: string, threads: number): Contender {
  return start(model, threads, async (engine, text) => {
    const { answer, runId } = await lookInside(engine, text);
    return { ...answer, logits: [...answer.logits, ...(await someNumbers(engine, runId))] };
  });
}

type Predict = (engine: EngineProcess, text: string) => Promise<Answer>;

function start(model: string, threads: number, predict: Predict): Contender {
  const engine = EngineProcess.start({ modulePath: join(root, 'dist/engine.js'), log: () => undefined });
  const opened = engine.request('open', { folder: model, weights: null, device: 'cpu', threads });
  let peak: number | null = null;

  return {
    name: 'Model Lens',
    async predict(texts) {
      unwrap((await opened).model);
      const answers: Answer[] = [];
      for (const text of texts) answers.push(await predict(engine, text));
      peak = (await engine.request('memory', {})).peak;
      return answers;
    },
    peakMemory: () => peak,
    stop: () => engine.dispose(),
  };
}

async function predictOne(engine: EngineProcess, text: string): Promise<Answer> {
  const start = performance.now();
  const run = await engine.request('run', {
    inputs: [{ text, pair: null }],
    options: defaultEncodeOptions,
    predict: true,
  });
  return { ms: performance.now() - start, logits: logitsOf(run) };
}

async function lookInside(engine: EngineProcess, text: string): Promise<{ answer: Answer; runId: number }> {
  const start = performance.now();
  const inputs = [{ text, pair: null }];
  const run = await engine.request('run', { inputs, options: defaultEncodeOptions, predict: true, internals: true });
  const ms = performance.now() - start;
  return { answer: { ms, logits: logitsOf(run) }, runId: run.runId };
}

function logitsOf({ prediction }: Run): number[] {
  if (prediction === null) throw new Error('The engine did not predict');
  return [...(unwrap(prediction).rows[0]?.logits ?? [])];
}

/** Of each layer what the second token attends to in every head, of each state the norms of the first tokens. */
async function someNumbers(engine: EngineProcess, runId: number): Promise<number[]> {
  const axis = { mergeWords: false, leaveOutSpecial: false };
  const row = { runId, row: 0, axis };
  const { attentions } = await engine.request('internals', { runId, row: 0 });
  const numbers: number[] = [];
  for (let layer = 0; layer < (attentions[0]?.layers ?? 0); layer++) {
    for (let head = 0; head < (attentions[0]?.heads ?? 0); head++) {
      const matrix = { kind: 'self', of: 'weights', layer, head } as const;
      const part = { queries: [1, 2] as [number, number], keys: [0, 8] as [number, number] };
      numbers.push(...(await engine.request('attentionValues', { ...row, matrix, ...part })).values);
    }
  }
  const { norms, states } = await engine.request('hiddenOverview', { ...row, kind: 'self', pathOf: null });
  const tokens = norms.length / states;
  for (let state = 0; state < states; state++) numbers.push(...norms.subarray(state * tokens, state * tokens + 8));
  return numbers;
}
