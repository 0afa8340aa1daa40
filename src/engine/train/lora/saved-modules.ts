import type { TrainingTask } from '../../../common/contracts/training/run-file';

/** Modules that peft trains whole beside LoRA, by task (PeftModelForSequenceClassification and its like in peft_model.py). */
const byTask: Readonly<Partial<Record<TrainingTask, readonly string[]>>> = {
  'text-classification': ['classifier', 'score'],
  'token-classification': ['classifier', 'score'],
};

/**
 * `modules_to_save` of a run: what peft has for the task, and whatever starts at random. Frozen as it started, it would be
 * in no adapter, and who opens the adapter would have other numbers in its place.
 * @param initialised names of the tensors that start at random
 */
export function savedModules(task: TrainingTask, initialised: readonly string[]): string[] {
  const ofTask = byTask[task] ?? [];
  const modules = [...new Set(initialised.map((name) => name.slice(0, name.lastIndexOf('.'))))];
  const missing = modules.filter((module) => !ofTask.some((each) => isSaved(module, [each])));
  const outermost = missing.filter((module) => !missing.some((each) => module.startsWith(`${each}.`)));
  return [...ofTask, ...outermost];
}

/**
 * Whether a module or parameter is in one of the modules that are trained whole: peft takes every module whose name ends
 * with one of theirs (`_set_trainable` in peft/utils/other.py), so `pre_classifier` is a `classifier`.
 */
export function isSaved(name: string, modules: readonly string[]): boolean {
  const path = name.split('.');
  const outer = path.map((_, index) => path.slice(0, index + 1).join('.'));
  return outer.some((each) => modules.some((module) => each.endsWith(module)));
}
