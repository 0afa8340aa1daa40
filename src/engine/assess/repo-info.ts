import type { ModelInfo } from '../../common/contracts/model';
import { generalFacts } from '../architectures/config/general-facts';
import { labelsOf, problemTypeOf } from '../architectures/config/labels';
import type { RawConfig } from '../architectures/config/raw-config';
import { findArchitecture } from '../architectures/registry';
import { taskOfClass } from '../models/class-name';
import { tryTo } from './obstacles';
import type { Option } from './option';

/** Facts of the model: of its checkpoint where the headers are known, else as far as the config tells. */
export function repoInfo(config: RawConfig, option: Option | null): ModelInfo | null {
  if (option?.checkpoint) return option.checkpoint.info;
  if (config.model_type === undefined) return null;
  const className = config.architectures?.[0] ?? null;
  const task = taskOfClass(className);
  const general = generalFacts(config);
  const own = tryTo('architecture', () => findArchitecture(config.model_type).configure(config).facts).value ?? {};
  const { kind, layers, heads, hiddenSize, vocabSize, maxPositions } = { ...general, ...own };
  return {
    architecture: config.model_type,
    className,
    ...{ kind, layers, heads, hiddenSize, vocabSize, maxPositions },
    task,
    parameters: null,
    dtypes: [...(option?.choice.dtypes ?? [])],
    weightFiles: option?.choice.files.map(({ path }) => path).filter((path) => !path.endsWith('.json')) ?? [],
    weightBytes: option?.choice.bytes ?? 0,
    ...headInfo(config, task),
    missingHead: [],
  };
}

function headInfo(config: RawConfig, task: string | null): Pick<ModelInfo, 'labels' | 'problemType'> {
  if (task !== 'text-classification' && task !== 'token-classification') return { labels: [], problemType: null };
  const labels = labelsOf(config);
  const problemType =
    task === 'text-classification' ? tryTo('architecture', () => problemTypeOf(config, labels)).value : null;
  return { labels, problemType };
}
