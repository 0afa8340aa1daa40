import { LensError } from '../../../common/errors/lens-error';
import type { TokenizerConfig } from '../files/tokenizer-config';
import { addedTokens, idOf, roleTokens, type BuiltModel } from './special';
import type { Vocab } from './vocabulary-files';

/** Architectures whose tokenizer is BERT's; others use vocab.txt for something else (BERTweet, ESM, PhoBERT). */
const architectures = new Set([
  'bert',
  'distilbert',
  'electra',
  'mobilebert',
  'convbert',
  'squeezebert',
  'layoutlm',
  'lxmert',
  'nomic_bert',
]);
const classes =
  /^(Bert|DistilBert|Electra|MobileBert|ConvBert|SqueezeBert|LayoutLM|Lxmert|PreTrained)Tokenizer(Fast)?$/;

/**
 * BERT's tokenizer of a vocab.txt, as transformers' `BertTokenizer` makes it.
 * @throws LensError `unsupported` for a model whose vocab.txt is no WordPiece vocabulary, `bad-file` where it lacks the
 * unknown token
 */
export function wordPieceTokenizer(vocab: Vocab, config: TokenizerConfig): BuiltModel {
  checkKind(config);
  const { do_lower_case: lowerCase, strip_accents: strip, tokenize_chinese_chars: chinese } = config.config;
  const defaults = { unk: '[UNK]', sep: '[SEP]', pad: '[PAD]', cls: '[CLS]', mask: '[MASK]' };
  const roles = roleTokens(config, defaults);
  const { unk, cls, sep } = { ...defaults, ...roles };
  if (vocab[unk] === undefined) {
    throw new LensError(
      'bad-file',
      `vocab.txt lacks the unknown token ${unk}.`,
      'Download the model again with its tokenizer.json.',
    );
  }
  const added = addedTokens(config, roles, vocab);
  const special = (token: string) => ({ token, id: idOf(token, added, vocab) });
  const tokenizer = {
    version: '1.0',
    added_tokens: added,
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: chinese ?? true,
      strip_accents: strip ?? null,
      lowercase: lowerCase ?? true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: pairTemplate(special(cls), special(sep)),
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: unk,
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab,
    },
  };
  return { tokenizer, roles };
}

interface Special {
  readonly token: string;
  readonly id: number;
}

/** `[CLS] A [SEP]`, and `[CLS] A [SEP] B [SEP]` with type id 1 from B on. */
function pairTemplate(cls: Special, sep: Special): object {
  const special = ({ token }: Special, type_id: number) => ({ SpecialToken: { id: token, type_id } });
  const sequence = (id: 'A' | 'B', type_id: number) => ({ Sequence: { id, type_id } });
  const single = [special(cls, 0), sequence('A', 0), special(sep, 0)];
  return {
    type: 'TemplateProcessing',
    single,
    pair: [...single, sequence('B', 1), special(sep, 1)],
    special_tokens: Object.fromEntries(
      [cls, sep].map(({ token, id }) => [token, { id: token, ids: [id], tokens: [token] }]),
    ),
  };
}

function checkKind({ model, config }: TokenizerConfig): void {
  const known =
    typeof config.tokenizer_class === 'string'
      ? classes.test(config.tokenizer_class)
      : typeof model.model_type !== 'string' || architectures.has(model.model_type);
  if (known) return;
  const name = config.tokenizer_class ?? model.model_type ?? '';
  throw new LensError(
    'unsupported',
    `No tokenizer can be built from the vocab.txt of this kind of model (${name}).`,
    'Get the tokenizer.json of the same model, or make one in Python: AutoTokenizer.from_pretrained(folder).save_pretrained(folder).',
  );
}
