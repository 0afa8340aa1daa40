import type { TrainingTask } from '../../../common/contracts/training/run-file';
import { allLinear } from '../../../common/training/lora-targets';
import type { GraphRecord } from '../../graph/record';
import type { AdapterFacts, LoraSettings } from './adapter';
import { linearModules, type LinearModule } from './linear-modules';
import { isSaved, savedModules } from './saved-modules';
import { defaultTargets, targeted, type TargetModules } from './target-modules';
import type { LoraShape } from './with-lora';

/** What LoRA makes of a model. */
export interface LoraPlan {
  readonly shape: LoraShape;
  readonly facts: AdapterFacts;
  /** Whether a parameter of the model is trained whole. */
  readonly isWhole: (parameter: string) => boolean;
}

/** A model that LoRA is for. */
export interface LoraModel {
  readonly record: GraphRecord;
  readonly modelType: string;
  readonly task: TrainingTask;
  /** Names of the tensors that start at random. */
  readonly initialised: readonly string[];
}

/**
 * Which layers get matrices beside them and what is trained whole. What is trained whole gets none, as in peft.
 * @throws LensError `usage` where a target names nothing, with the names that there are
 */
export function planLora(
  { r, lora_alpha, lora_dropout = 0, target_modules }: LoraSettings,
  { record, modelType, task, initialised }: LoraModel,
): LoraPlan {
  const modules = savedModules(task, initialised);
  const isWhole = (name: string): boolean => isSaved(name, modules);
  const known = linearModules(record).filter(({ module }) => !isWhole(module));
  const targets = target_modules ?? defaultTargets(modelType, known);
  const layers = targeted(targets, known);
  return {
    shape: { layers, rank: r, scale: lora_alpha / r },
    facts: {
      ...{ r, lora_alpha, lora_dropout },
      target_modules: asWritten(targets, layers),
      modules_to_save: modules,
      fan_in_fan_out: layers.some(({ layout }) => layout === 'in-out'),
    },
    isWhole,
  };
}

/** As peft keeps them: `all-linear` as the layers that it stands for. */
function asWritten(targets: TargetModules, layers: readonly LinearModule[]): TargetModules {
  const isAll = typeof targets === 'string' && targets.toLowerCase() === allLinear;
  return isAll ? layers.map(({ module }) => module) : targets;
}
