import { defaultEncodeOptions, type EncodeOptions, type RunInput } from '../../../../../src/common/contracts/run';
import { Engine } from '../../../../../src/engine/process/engine';
import { encode } from '../../../../../src/engine/process/handlers/encode';
import { WordScorer } from '../../../../../src/engine/process/word-scorer';
import { modelFixture } from '../../../support/fixtures';

/** A model in this process that was read texts, and what is asked of their words. */
export async function readTexts(
  model: string,
  inputs: readonly RunInput[],
  { weights = null, ...options }: Partial<EncodeOptions> & { weights?: string | null } = {},
): Promise<{ engine: Engine; scorer: WordScorer; of: { runId: number; row: number } }> {
  const engine = new Engine();
  const folder = model.includes('/') ? model : modelFixture(model);
  await engine.open({ folder, weights, device: 'cpu', threads: 1 });
  const batch = await encode(engine, inputs, { ...defaultEncodeOptions, ...options });
  const runId = engine.runs.add({ inputs, batch });
  return { engine, scorer: new WordScorer(engine), of: { runId, row: 0 } };
}

export const alone = (text: string): RunInput => ({ text, pair: null });
