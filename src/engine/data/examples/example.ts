/** Where a row stands: `line` counts from 1 in the file (of Parquet: rows). */
export interface ExampleSource {
  readonly file: string;
  readonly line: number;
  /** The row's text as it stands in the file; of token classification its words with spaces between them. */
  readonly text: string;
}

/** A row as the model reads it. Nothing is padded. */
export interface Example {
  /** Its place among the examples of its set, by which masks of fill-mask are drawn. */
  readonly index: number;
  /** Special tokens included, cut to the maximum length. */
  readonly inputIds: Int32Array;
  /** Null where all of them are 0. */
  readonly tokenTypeIds: Int32Array | null;
  /**
   * What is to be learnt, by task:
   * - one label a row: its id
   * - several labels, or regression: float32 [labels]
   * - token classification: an id a position, -100 where nothing is asked; text2text: the ids of the target
   * - text generation: null, as it is the ids themselves
   * - fill-mask: uint8 [positions], 1 for special tokens, which are never masked
   */
  readonly label: number | Float32Array | Int32Array | Uint8Array | null;
  readonly source: ExampleSource;
}
