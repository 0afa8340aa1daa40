import type { Assessment, Check, RepoFacts } from '../../common/contracts/hub/assessment';
import type { RawConfig } from '../architectures/config/raw-config';
import { parseConfig } from '../models/read-config';
import { architectureCheck, insideCheck, memoryCheck, weightsCheck } from './checks';
import { binOption } from './bin-option';
import { onnxOptions } from './onnx-options';
import { architectureObstacle, tryTo, type Tried } from './obstacles';
import { makeOption, type Obstacle, type Option } from './option';
import { repoInfo } from './repo-info';
import { safetensorsOption } from './safetensors-option';
import { checkTokenizer } from './tokenizer-check';
import { noConfig, noWeights, runsVerdict, whyNot } from './verdict';

/**
 * Whether a model of the Hub runs here, with which weights, and what is known of it: from its config, file list and
 * headers, by the code that opens it once it is here. Reads no file and needs no native module. Anything may be in the
 * facts: what is broken is a verdict, not a failure.
 */
export function assessRepo(facts: RepoFacts): Assessment {
  const missing = noWeights(facts.files);
  const { value: config, obstacle: refused } = readConfig(facts, missing);
  const options = optionsOf(facts, config, refused);
  const usable = options.find(({ obstacle }) => obstacle === null) ?? null;
  const shown = usable ?? nearest(options);
  const info = config === null ? null : repoInfo(config, shown);
  const tokenizer = checkTokenizer(new Set(facts.files.map(({ path }) => path)));
  const architecture = refused ?? uncovered(config, shown);
  const why = whyNot({ architecture, shown, tokenizer: tokenizer.obstacle, missing });
  const checks: (Check | null)[] = [
    weightsCheck(shown, missing),
    architectureCheck(info, shown, architecture),
    tokenizer.check,
    insideCheck(info, shown),
    memoryCheck(shown, facts.memoryBytes),
  ];
  return {
    verdict: why === null ? runsVerdict(options) : { state: why.state, reason: why.short },
    checks: checks.filter((check) => check !== null),
    choices: options.map(({ choice }) => choice),
    chosen: why === null ? (usable?.choice.path ?? null) : null,
    architecture: config?.model_type ?? null,
    info,
  };
}

function readConfig({ config }: RepoFacts, missing: Obstacle): Tried<RawConfig> {
  if (config === null) return { value: null, obstacle: noConfig(missing) };
  return tryTo('architecture', () => parseConfig(config));
}

/** Safetensors first, then `.bin`, then ONNX files; none runs where the config is refused. */
function optionsOf(facts: RepoFacts, config: RawConfig | null, refused: Obstacle | null): Option[] {
  const found = [safetensorsOption(facts, config), binOption(facts, config), ...onnxOptions(facts, config)].filter(
    (each) => each !== null,
  );
  if (refused === null) return found;
  return found.map(({ choice }) => makeOption(choice, refused, facts.memoryBytes));
}

/** Where nothing runs: what would run if there were more memory, taking the least of it, else what is used first. */
function nearest(options: readonly Option[]): Option | null {
  const tooBig = options.filter(({ obstacle }) => obstacle?.state === 'too_big');
  const least = tooBig.toSorted((a, b) => a.choice.memoryBytes - b.choice.memoryBytes)[0];
  return least ?? options[0] ?? null;
}

/** What of the model itself is not covered, where that matters: another kind of weights would not run either. */
function uncovered(config: RawConfig, shown: Option | null): Obstacle | null {
  if (shown?.obstacle?.about === 'architecture') return shown.obstacle;
  const isPart = shown?.choice.format === 'onnx' && shown.obstacle?.about === 'weights';
  return shown === null || isPart ? architectureObstacle(config) : null;
}
