import type { EngineContract } from '../../../common/contracts/engine';
import type { DescriptionRequest } from '../../../common/contracts/description';
import { LensError } from '../../../common/errors/lens-error';
import type { Handlers } from '../../../common/rpc/contract';
import { describeFolder, storedIn } from '../../describe/sources/folder';
import { describeRepo } from '../../describe/sources/repo';
import { tensorStatistics } from '../../describe/statistics/tensor-statistics';
import type { Engine } from '../engine';

type DescribeHandlers = Pick<Handlers<EngineContract>['requests'], DescriptionRequest | 'describeRepo'>;

/** Answers what a model is made of: from its files, whether or not it runs here. */
export function describeHandlers(engine: Engine): DescribeHandlers {
  return {
    describe: async () => {
      const { folder, weights, tokenizer } = await engine.opened();
      return describeFolder({ folder, weights, tokenizer: tokenizer.ok ? tokenizer.value.info : null });
    },
    describeRepo: (facts) => describeRepo(facts),
    tensorStatistics: async ({ name }, { signal, progress }) => {
      const { folder, weights } = await engine.opened();
      const files = await storedIn(folder, weights);
      if (files === null) {
        throw new LensError('unsupported', 'Statistics are read from safetensors files; this model has none.');
      }
      return tensorStatistics({ files, name, signal, progress });
    },
  };
}
