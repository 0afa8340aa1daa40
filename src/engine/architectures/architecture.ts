import type { ModelInfo } from '../../common/contracts/model';
import type { Graph } from '../graph/graph';
import type { Value } from '../graph/types';
import type { DecoderFacts } from './config/decoder-facts';
import type { FlagName, RawConfig } from './config/raw-config';
import type { Inputs } from './parts/inputs';
import type { PositionRule } from './parts/positions';
import type { Taps } from './parts/taps';
import type { Weights } from './parts/weights';

/** What a body is described with. `weights` are those below the base model (`bert.` and its like). */
export interface BodyContext<Config> {
  readonly graph: Graph;
  readonly config: Config;
  readonly weights: Weights;
  readonly inputs: Inputs;
  readonly taps: Taps;
}

/** What a head is described with: the body's last hidden state, the weights of the body and those beside it. */
export interface HeadContext<Config> {
  readonly graph: Graph;
  readonly config: Config;
  readonly body: Weights;
  readonly weights: Weights;
  readonly inputs: Inputs;
  /** [batch, sequence, hidden] */
  readonly lastHiddenState: Value;
  readonly numLabels: number;
}

/** Puts the head's results, such as `logits`, among the graph's outputs. */
export type Head<Config> = (context: HeadContext<Config>) => void;

/** The heads by what follows the prefix in a class name, such as `ForSequenceClassification`. */
export type Heads<Config> = Readonly<Partial<Record<HeadName, Head<Config>>>>;

export const headNames = [
  'ForSequenceClassification',
  'ForMaskedLM',
  'ForCausalLM',
  'ForTokenClassification',
  'ForQuestionAnswering',
  'ForConditionalGeneration',
  'ForNextSentencePrediction',
] as const;
export type HeadName = (typeof headNames)[number];

/** Facts that everything above the architectures works with, whatever the config calls them. */
export interface BodyFacts {
  readonly kind: ModelInfo['kind'];
  readonly layers: number;
  readonly heads: number;
  /** Heads of keys and values, where they are fewer. */
  readonly kvHeads?: number;
  readonly hiddenSize: number;
  readonly vocabSize: number;
  /**
   * The most tokens that the position table has room for or, where there is none (rotary embeddings), that the model was
   * made for; null where positions have no end.
   */
  readonly maxPositions: number | null;
  /** Token types that there are; 0 when the model takes none. */
  readonly tokenTypes: number;
  /** Whether token types can be given that are words of the vocabulary, as GPT-2 takes them. */
  readonly takesWordTypes?: boolean;
  /** Rows of the position table, which position ids must stay below; null where there is none. */
  readonly positionRows: number | null;
  /** Of an encoder-decoder. */
  readonly encoderLayers?: number | null;
  readonly decoderLayers?: number | null;
}

/** One family: what its config means, what its body computes, which heads it has. */
export interface ArchitectureDescription<Config> {
  /** `model_type` of config.json. */
  readonly modelType: string;
  /** What its class names begin with, such as `Bert`. */
  readonly classPrefix: string;
  /** `base_model_prefix`: where a model with a head keeps its body. */
  readonly baseName: string;
  /** Other names of it, which some files of the family have. */
  readonly otherBaseNames?: readonly string[];
  /** Heads whose classes are the body themselves, so that its tensors have no prefix. */
  readonly headsWithoutPrefix?: readonly HeadName[];
  /** Parameters that are computed and never trained, though files may hold them. */
  readonly fixedParameters?: RegExp;
  /** Flags of config.json that others refuse and this family understands. */
  readonly accepts?: readonly FlagName[];
  readonly readConfig: (raw: RawConfig) => Config;
  readonly facts: (config: Config) => BodyFacts;
  readonly positions: (config: Config) => PositionRule;
  /** Of an encoder-decoder: how its decoder begins, which depends on the head. */
  readonly decoder?: (config: Config, head: HeadName | null) => DecoderFacts;
  /** The last hidden state, [batch, sequence, hidden]; everything on the way is tapped. */
  readonly body: (context: BodyContext<Config>) => Value;
  /** The pooler of the bare model, [batch, hidden]; it is built when its weights are there. */
  readonly pooler: ((context: BodyContext<Config>, lastHiddenState: Value) => Value) | null;
  readonly heads: Heads<Config>;
  /** Whether a head cannot tell where the texts of a batch end, so that it reads one at a time. */
  readonly oneTextOnly?: (config: Config, head: HeadName | null) => boolean;
}

/** An architecture with its config read: only what the outside needs, so that configs of any type go into one registry. */
export interface ConfiguredArchitecture {
  readonly facts: BodyFacts;
  readonly positions: PositionRule;
  /** Null for models with one stack. */
  decoder(head: HeadName | null): DecoderFacts | null;
  oneTextOnly(head: HeadName | null): boolean;
  hasHead(name: HeadName): boolean;
  body(context: Omit<BodyContext<never>, 'config'>): Value;
  pooler(context: Omit<BodyContext<never>, 'config'>, lastHiddenState: Value): Value | null;
  head(name: HeadName, context: Omit<HeadContext<never>, 'config'>): void;
}

export interface Architecture {
  readonly modelType: string;
  readonly classPrefix: string;
  /** Names that the body may have in a file, the usual one first. */
  readonly baseNames: readonly string[];
  readonly headsWithoutPrefix: readonly HeadName[];
  readonly accepts: readonly FlagName[];
  /** True for a parameter that is never trained. */
  isFixed(parameter: string): boolean;
  /** Reads and checks the family's own fields. Throws LensError `bad-file` or `unsupported`. */
  configure(raw: RawConfig): ConfiguredArchitecture;
}

/** An architecture from its description. */
export function architecture<Config>(description: ArchitectureDescription<Config>): Architecture {
  const { modelType, classPrefix, baseName, readConfig } = description;
  const { otherBaseNames = [], headsWithoutPrefix = [], accepts = [] } = description;
  return {
    ...{ modelType, classPrefix, headsWithoutPrefix, accepts },
    isFixed: (parameter) => description.fixedParameters?.test(parameter) === true,
    baseNames: [baseName, ...otherBaseNames],
    configure: (raw) => configure(description, readConfig(raw)),
  };
}

function configure<Config>(description: ArchitectureDescription<Config>, config: Config): ConfiguredArchitecture {
  return {
    facts: description.facts(config),
    positions: description.positions(config),
    decoder: (head) => description.decoder?.(config, head) ?? null,
    oneTextOnly: (head) => description.oneTextOnly?.(config, head) ?? false,
    hasHead: (name) => description.heads[name] !== undefined,
    body: (context) => description.body({ ...context, config }),
    pooler: (context, lastHiddenState) => description.pooler?.({ ...context, config }, lastHiddenState) ?? null,
    head: (name, context) => description.heads[name]?.({ ...context, config }),
  };
}
