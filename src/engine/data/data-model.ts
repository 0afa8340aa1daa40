import type { ModelInfo, ProblemType } from '../../common/contracts/model';
import type { TextTokenizer } from '../tokenizers/text-tokenizer';

/** What encoding rows takes of a model: its config.json and its tokenizer, no weights. */
export interface DataModel {
  readonly tokenizer: TextTokenizer;
  readonly kind: ModelInfo['kind'];
  /** The most tokens that it has positions for; null without end. */
  readonly maxPositions: number | null;
  /** The class of config.json, such as `BertForSequenceClassification`. */
  readonly className: string | null;
  /** `id2label` in the order of ids; what a config without one stands for (`LABEL_0`, `LABEL_1`) included. */
  readonly labels: readonly string[];
  readonly problemType: ProblemType | null;
  /** Words that the embeddings have room for; null where config.json does not say. */
  readonly vocabSize: number | null;
  /** The token that ends a text: `eos_token_id` of config.json, else the tokenizer's. */
  readonly endTokenId: number | null;
  /** `pad_token_id` of config.json, else the tokenizer's. */
  readonly padTokenId: number | null;
  /** Of an encoder-decoder: what its decoder begins with. */
  readonly decoderStartTokenId: number | null;
}
