import { allLinear, furtherTargets, peftTargets } from '../../../common/training/lora-targets';
import { LensError } from '../../../common/errors/lens-error';
import type { LinearModule } from './linear-modules';
import { matching } from './matching-modules';

/** What a run may name: ends of module names, or one regular expression. */
export type TargetModules = string | readonly string[];

/** Layers that peft leaves out of `all-linear`: what gives a language model's logits. */
const outputLayer = /(^|\.)(lm_head|predictions\.decoder|lm_head\.decoder|vocab_projector)$/;

/** The targets of a model type where a run names none. @throws LensError `usage` where there is no default */
export function defaultTargets(modelType: string, modules: readonly LinearModule[]): readonly string[] {
  const targets = peftTargets[modelType] ?? furtherTargets[modelType];
  if (targets !== undefined) return targets;
  throw new LensError('usage', `There is no default for lora of the architecture ${modelType}.`, namesIn(modules));
}

/**
 * The linear layers that are meant, as peft reads `target_modules` (`check_target_module_exists` in tuners_utils.py): a
 * list has names or their ends behind a dot, a string is a regular expression for whole names, or `all-linear`.
 * @param modules those that may be meant
 * @throws LensError `usage` for a target that names none of them, which tells the names that there are
 */
export function targeted(targets: TargetModules, modules: readonly LinearModule[]): LinearModule[] {
  if (typeof targets === 'string') return byPattern(targets, modules);
  const idle = targets.find((target) => !modules.some(({ module }) => isEnd(target, module)));
  if (idle !== undefined) throw namesNothing(idle, modules);
  return modules.filter(({ module }) => targets.some((target) => isEnd(target, module)));
}

function byPattern(pattern: string, modules: readonly LinearModule[]): LinearModule[] {
  const chosen =
    pattern.toLowerCase() === allLinear
      ? modules.filter(({ module }) => !outputLayer.test(module))
      : matching(pattern, modules);
  if (chosen.length === 0) throw namesNothing(pattern, modules);
  return chosen;
}

function isEnd(target: string, module: string): boolean {
  return module === target || module.endsWith(`.${target}`);
}

function namesNothing(target: string, modules: readonly LinearModule[]): LensError {
  return new LensError(
    'usage',
    `lora.target_modules names "${target}", but the model has no such linear layer.`,
    namesIn(modules),
  );
}

function namesIn(modules: readonly LinearModule[]): string {
  const names = new Set(modules.map(({ module }) => module.slice(module.lastIndexOf('.') + 1)));
  return `Its linear layers are ${[...names].join(', ')}.`;
}
