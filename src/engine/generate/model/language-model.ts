import type { Device, ModelInfo } from '../../../common/contracts/model';

/** What a model has read of several rows of tokens, and what it says of the next one. It can be gone on from many times. */
export interface Reading {
  readonly rows: number;
  /** Of the next token of each row, as the model gives them: [rows, vocabulary]. */
  readonly logits: Float32Array;
  /** Of the keys and values that are remembered of all rows; 0 for a model that reads its text anew at each step. */
  readonly cacheBytes: number;
  /**
   * Reads on: new row i is row `from[i]` of this reading with `tokens[i]` behind it. So rows are repeated, put in another
   * order or left out without reading anything again.
   * @throws LensError what ONNX Runtime says
   */
  next(tokens: readonly number[], from: readonly number[]): Promise<Reading>;
}

/** A language model in memory that reads token by token. */
export interface LanguageModel {
  readonly info: ModelInfo;
  readonly device: Device;
  /** What a decoder's text begins with for each prompt: the prompt, or of an encoder-decoder its start token. */
  beginning(prompt: readonly number[]): readonly number[];
  /** The most tokens that may follow each other; null without end. */
  readonly room: number | null;
  /** How weights are kept in memory, such as `float32`. */
  readonly weights: string;
  /**
   * Reads prompts, padded on the left; the result has a row for each.
   * @param prefix tokens behind the beginning of each row
   * @throws LensError `usage` or `too-big` for prompts that the model has no room for
   */
  read(prompts: readonly (readonly number[])[], prefix?: readonly number[]): Promise<Reading>;
  dispose(): Promise<void>;
}
