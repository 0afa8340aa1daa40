import type { Verdict } from '../../common/contracts/hub/assessment';
import { storageNames } from '../../common/contracts/weight-storage';
import type { RepoFile } from '../../common/contracts/hub/repo';
import { otherWeights } from '../models/weight-names';
import { notYet } from './obstacles';
import type { Obstacle, Option } from './option';

/** What weights there are in place of those that run. */
export function noWeights(files: readonly RepoFile[]): Obstacle {
  const other = otherWeights(files.map(({ path }) => path));
  if (other === null) return notYet('weights', 'no weights', 'neither model.safetensors nor an ONNX file');
  return notYet('weights', other.kind, `${other.kind} (${other.file}), which cannot be run yet`);
}

/** What is said of a repository without a config: which weights it has, if any, else that it is no model. */
export function noConfig(missing: Obstacle): Obstacle {
  const short = missing.short === 'no weights' ? 'no config.json' : missing.short;
  return notYet('architecture', short, 'there is no config.json');
}

interface Findings {
  /** Of the model itself, whichever weights are used. */
  readonly architecture: Obstacle | null;
  /** The weights that are used, or that come nearest to it. */
  readonly shown: Option | null;
  readonly tokenizer: Obstacle | null;
  readonly missing: Obstacle;
}

/** The reason that a model does not run: what nothing can be done about comes before memory. */
export function whyNot({ architecture, shown, tokenizer, missing }: Findings): Obstacle | null {
  const weights = shown === null ? missing : shown.obstacle;
  if (architecture !== null) return architecture;
  return weights !== null && weights.state !== 'too_big' ? weights : (tokenizer ?? weights);
}

/** "safetensors float32, ONNX": the formats that run, with the types of those that are used and how they are kept. */
export function runsVerdict(options: readonly Option[]): Verdict {
  const usable = options.filter(({ obstacle }) => obstacle === null).map(({ choice }) => choice);
  const [first] = usable;
  const onnx = usable.filter(({ format }) => format === 'onnx');
  if (first !== undefined && first.format !== 'onnx') {
    const kept =
      first.storage === undefined || first.storage === 'float32' ? [] : [`in ${storageNames[first.storage]}`];
    const words = [first.format === 'bin' ? 'PyTorch .bin' : first.format, ...first.dtypes, ...kept].join(' ');
    return { state: 'runs', reason: onnx.length > 0 ? `${words}, ONNX` : words };
  }
  const dtypes = [...new Set(onnx.flatMap((choice) => choice.dtypes))];
  return { state: 'runs', reason: ['ONNX', dtypes.join(', ')].filter((word) => word !== '').join(' ') };
}
