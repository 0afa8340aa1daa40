import type { EncodeOptions, RunInput } from '../../common/contracts/run';
import { LensError } from '../../common/errors/lens-error';
import type { Checkpoint } from '../../engine/models/checkpoint';
import type { LoadedModel } from '../../engine/models/loaded-model';
import { encodeFor } from '../../engine/tasks/encode-for';
import type { EncodedBatch, TextTokenizer } from '../../engine/tokenizers/text-tokenizer';
import type { Options } from '../arguments/options';

/** What a prediction is made from. */
export interface PredictContext {
  readonly options: Options;
  readonly inputs: readonly RunInput[];
  readonly encode: EncodeOptions;
  readonly tokenizer: TextTokenizer;
  readonly checkpoint: Checkpoint;
  /** How many results of each text were asked for; null: as many as the task usually gives. */
  readonly top: number | null;
}

/** What is known of one text: as JSON, and as lines for people. */
export interface Predicted {
  readonly json: object;
  readonly lines: string;
}

/** One task of the command line. */
export interface Predictor {
  /** Options that only this task takes. */
  readonly options: readonly string[];
  /** Tokenizes the texts. Throws LensError. */
  batch(context: PredictContext): Promise<EncodedBatch>;
  /** Runs the model. Gives what it says of each text, in order. Throws LensError. */
  predict(context: PredictContext, model: LoadedModel, batch: EncodedBatch): Promise<readonly Predicted[]>;
}

/** The texts as one batch, for tasks that look at each text by itself. @throws LensError `usage` for pairs */
export async function batchOfTexts(context: PredictContext, task: string): Promise<EncodedBatch> {
  if (context.options.has('pair')) throw new LensError('usage', `${task} reads one text, so it takes no --pair.`);
  return encodeFor(context.tokenizer, context.checkpoint, context.inputs, context.encode);
}
