import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { adapterFolder } from '../../../common/contracts/training/run-folder';
import type { TrainingTask } from '../../../common/contracts/training/run-file';
import type { Adapter } from '../lora/adapter';
import { loadInto } from './load-tensors';
import { digestFile, type Manifest } from './manifest';
import { writeHashed } from './write-tensors';

/** An adapter that is kept with a model, and whose model it is. */
export interface SavedAdapter {
  readonly adapter: Adapter;
  readonly task: TrainingTask;
  /** What Python finds the base model by: a Hub id with what was asked for of it, or a folder. */
  readonly base: { readonly name: string; readonly revision: string | null };
}

const configName = `${adapterFolder}/adapter_config.json`;
const weightsName = `${adapterFolder}/adapter_model.safetensors`;
/** The files of an adapter, relative to the folder of its model. */
export const adapterFiles: readonly string[] = [configName, weightsName];

/** What peft puts before the names of the base model's class. */
const prefix = 'base_model.model.';

/** `TaskType` of peft; it has none for masked language models. */
const taskTypes: Readonly<Record<TrainingTask, string | null>> = {
  'text-classification': 'SEQ_CLS',
  'token-classification': 'TOKEN_CLS',
  'text-generation': 'CAUSAL_LM',
  'text2text-generation': 'SEQ_2_SEQ_LM',
  'fill-mask': null,
};

/**
 * Writes an adapter as `PeftModel.save_pretrained` does, into a folder of its own inside that of the model: beside
 * config.json it would make `from_pretrained` of transformers open the base model in place of this one.
 * @returns what a manifest says of the files
 */
export async function writeAdapter(folder: string, saved: SavedAdapter): Promise<Manifest['files']> {
  await mkdir(join(folder, adapterFolder));
  const tensors = saved.adapter.tensors.map(({ name, shape, data }) => ({ name: prefix + name, shape, data }));
  const weights = await writeHashed(join(folder, weightsName), tensors, { format: 'pt' });
  await writeFile(join(folder, configName), `${JSON.stringify(configOf(saved), undefined, 2)}\n`);
  return { [weightsName]: weights, [configName]: await digestFile(join(folder, configName)) };
}

/** Puts an adapter's matrices, and what is trained whole, where a checkpoint has them. @throws LensError `bad-file` */
export async function readAdapter(folder: string, { tensors }: Adapter): Promise<void> {
  await loadInto(join(folder, weightsName), new Map(tensors.map(({ name, data }) => [prefix + name, data])));
}

/** adapter_config.json: the fields of peft's LoraConfig that say what was trained; the others are at their defaults. */
function configOf({ adapter: { facts }, task, base }: SavedAdapter): Record<string, unknown> {
  const { modules_to_save: modules, ...others } = facts;
  return {
    peft_type: 'LORA',
    task_type: taskTypes[task],
    base_model_name_or_path: base.name,
    revision: base.revision,
    inference_mode: true,
    ...others,
    modules_to_save: modules.length === 0 ? null : modules,
    bias: 'none',
    init_lora_weights: true,
    use_dora: false,
    use_rslora: false,
  };
}
