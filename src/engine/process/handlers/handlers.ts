import type { EngineContract } from '../../../common/contracts/engine';
import type { Handlers } from '../../../common/rpc/contract';
import { assessHere } from '../../assess/assess-here';
import { preflight } from '../../train/preflight/preflight';
import type { Engine } from '../engine';
import { PrepareWhenIdle } from '../prepare-when-idle';
import { classify } from './classify';
import { describeHandlers } from './describe';
import { generationHandlers } from './generate';
import { internalsHandlers } from './internals';
import { memory } from './memory';
import { previewDataHandler } from './preview-data';
import { run } from './run';
import { stages, tokens, tokensInRange } from './tokens';
import { wordHandlers } from './words';

const mostMatches = 1000;

/** The engine's side of its contract. A new run replaces one that waits; everything else is answered in order. */
export function engineHandlers(engine: Engine): Handlers<EngineContract> {
  const idle = new PrepareWhenIdle(engine);
  return {
    requests: {
      open: (params) => engine.open(params),
      run: (params, context) => engine.turns.latest(() => run(engine, params, context)).finally(() => idle.touch()),
      classify: ({ inputs, options }, { signal }) =>
        engine.turns.inOrder(() => classify(engine, inputs, options, signal)),
      tokens: (params) => tokens(engine, params),
      tokensInRange: (params) => tokensInRange(engine, params),
      stages: (params) => stages(engine, params),
      vocabulary: async ({ query, limit }) =>
        (await engine.tokenizer()).vocabulary(query, Math.min(limit, mostMatches)),
      ...internalsHandlers(engine),
      ...describeHandlers(engine),
      ...wordHandlers(engine),
      ...generationHandlers(engine),
      previewData: previewDataHandler(),
      preflight: (params, { signal, progress }) =>
        preflight({ ...params, signal, progress: (message) => progress({ message }) }),
      assess: (facts) => assessHere(facts),
      memory,
    },
    notifications: {},
  };
}
