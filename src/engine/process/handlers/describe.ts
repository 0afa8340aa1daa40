import type { EngineContract } from '../../../common/contracts/engine';
import type { DescriptionRequest } from '../../../common/contracts/description';
import type { Handlers } from '../../../common/rpc/contract';
import { describeFolder } from '../../describe/sources/folder';
import { describeRepo } from '../../describe/sources/repo';
import { findTensor } from '../../describe/statistics/find-tensor';
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
      const entry = await findTensor(folder, weights, name);
      return tensorStatistics({ entry, signal, progress });
    },
  };
}
