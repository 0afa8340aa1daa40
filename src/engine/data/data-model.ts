import type { ModelInfo, ProblemType } from '../../common/contracts/model';
import type { TextTokenizer } from '../tokenizers/text-tokenizer';

/** What encoding rows takes of a model: its config.json and its tokenizer, no weights. */
export interface DataModel {
  readonly tokenizer: TextTokenizer;
  readonly kind: ModelInfo['kind'];
  /** The most tokens that it has positions for; null without end. */
  readonly maxPositions: number | null;
  /** The length that texts are cut to where nothing else is said: the tokenizer's, else the one it was made for. */
  readonly usualLength: number | null;
  /** The Hub's name of the task that its class serves; null for a bare body and for what is not known. */
  readonly task: string | null;
  /** `id2label` of a class with labels, in the order of ids; empty for other classes. */
  readonly labels: readonly string[];
  /** Of a class for text classification; null for others. */
  readonly problemType: ProblemType | null;
  /** Words that the embeddings have room for; null where config.json does not say. */
  readonly vocabSize: number | null;
  /** The token that ends a text: `eos_token_id` of config.json, else the tokenizer's. */
  readonly endTokenId: number | null;
  /** The tokenizer's, else `pad_token_id` of config.json. */
  readonly padTokenId: number | null;
  readonly maskTokenId: number | null;
  /** Of an encoder-decoder: what its decoder begins with. */
  readonly decoderStartTokenId: number | null;
}
