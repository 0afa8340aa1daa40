import { LensError } from '../../common/errors/lens-error';
import { coveredModelTypes, findArchitecture } from '../architectures/registry';
import { uncoveredSetting, type RawConfig } from '../architectures/config/raw-config';
import { readClassName } from '../models/class-name';
import type { OnnxFileSet } from '../models/onnx/file-sets';
import { checkConfig } from '../models/recorded-checkpoint';
import type { Obstacle } from './option';

type About = Obstacle['about'];

/** A failure as an obstacle: what is not covered is not yet there, what is broken cannot be known. */
function obstacleOf(error: unknown, about: About): Obstacle {
  if (!(error instanceof LensError)) throw error;
  const isNotYet = error.code === 'unsupported' || error.code === 'missing-weights';
  const text = error.message.replace(/\.$/, '');
  return { state: isNotYet ? 'not_yet' : 'unknown', about, short: text, text };
}

export type Tried<Value> =
  { readonly value: Value; readonly obstacle: null } | { readonly value: null; readonly obstacle: Obstacle };

/** Runs `work`; what it throws is the obstacle. */
export function tryTo<Value>(about: About, work: () => Value): Tried<Value> {
  try {
    return { value: work(), obstacle: null };
  } catch (error) {
    return { value: null, obstacle: obstacleOf(error, about) };
  }
}

/** Why the architecture of a config is not built here; null when it is. */
export function architectureObstacle(config: RawConfig): Obstacle | null {
  const about = 'architecture';
  const type = config.model_type;
  if (type === undefined) {
    return notYet(about, 'no architecture in config.json', 'config.json does not name one ("model_type")');
  }
  if (!coveredModelTypes.includes(type)) return notYet(about, `architecture ${type}`, `${type} is not covered yet`);
  const setting = uncoveredSetting(config, findArchitecture(type).accepts);
  if (setting !== null)
    return notYet(about, `setting ${setting}`, `${type}, but the setting ${setting} is not covered`);
  return tryTo(about, () => checkConfig(config)).obstacle ?? headObstacle(config);
}

/** A class whose head is not built computes less than it should. */
function headObstacle(config: RawConfig): Obstacle | null {
  const className = config.architectures?.[0] ?? null;
  const { task, head } = readClassName(className, findArchitecture(config.model_type));
  if (task === null || head !== null) return null;
  const name = className ?? '';
  return notYet(
    'architecture',
    `head ${name}`,
    `${config.model_type ?? ''}, but the head of ${name} is not covered yet`,
  );
}

/** Why ONNX files of a model cannot be given a text; null as far as the config tells. */
export function onnxObstacle(config: RawConfig, { isWhole, lacks }: OnnxFileSet): Obstacle | null {
  if (lacks !== null)
    return notYet('weights', 'a part of the model', `a part of the model, of which ${lacks} is missing`);
  if (!isWhole) return notYet('weights', 'a part of the model', 'one of several files that the model was exported to');
  const senses = ['vision_config', 'audio_config', 'image_size', 'num_mel_bins', 'conv_kernel'];
  const sense = senses.find((name) => Object.hasOwn(config, name));
  if (sense !== undefined) {
    return notYet(
      'architecture',
      'a model of pictures or sound',
      `the model reads pictures or sound (config.json: "${sense}")`,
    );
  }
  return null;
}

/** Something that is not covered yet. */
export function notYet(about: About, short: string, text: string): Obstacle {
  return { state: 'not_yet', about, short, text };
}
