import { LensError } from '../../../common/errors/lens-error';
import type { TokenizerConfig } from '../files/tokenizer-config';
import { addedTokens, idOf, roleTokens, type BuiltModel, type RoleTokens } from './special';
import type { Merge, Vocab } from './vocabulary-files';

const robertaArchitectures = new Set([
  'roberta',
  'bart',
  'longformer',
  'led',
  'mvp',
  'roberta-prelayernorm',
  'data2vec-text',
]);
const gpt2Architectures = new Set(['gpt2', 'gpt_neo', 'gptj', 'opt', 'codegen', 'phi', 'gpt_bigcode', 'gpt-sw3']);
const robertaClasses = /^(Roberta|Bart|Longformer|LED|Mvp)Tokenizer(Fast)?$/;
const gpt2Classes = /^(GPT2|CodeGen)Tokenizer(Fast)?$/;

/**
 * Byte-level BPE of vocab.json and merges.txt, as transformers' `RobertaTokenizer` or `GPT2Tokenizer` makes it.
 * @throws LensError `unsupported` for a model whose files mean another kind of tokenizer (CLIP, XLM, Qwen)
 */
export function byteLevelTokenizer(vocab: Vocab, merges: readonly Merge[], config: TokenizerConfig): BuiltModel {
  const roberta = isRoberta(vocab, config);
  const prefix = config.config.add_prefix_space ?? false;
  const parts = roberta ? robertaParts(vocab, config, prefix) : gpt2Parts(vocab, config);
  const tokenizer = {
    version: '1.0',
    added_tokens: parts.added,
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: prefix, trim_offsets: true, use_regex: true },
    post_processor: parts.postProcessor,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab,
      merges,
    },
  };
  return { tokenizer, roles: parts.roles };
}

interface Parts {
  readonly roles: RoleTokens;
  readonly added: ReturnType<typeof addedTokens>;
  readonly postProcessor: object;
}

function robertaParts(vocab: Vocab, config: TokenizerConfig, prefix: boolean): Parts {
  const defaults = { bos: '<s>', eos: '</s>', sep: '</s>', cls: '<s>', unk: '<unk>', pad: '<pad>', mask: '<mask>' };
  const roles = roleTokens(config, defaults);
  const { cls, sep } = { ...defaults, ...roles };
  const added = addedTokens(config, roles, vocab);
  return {
    roles,
    added,
    postProcessor: {
      type: 'RobertaProcessing',
      sep: [sep, idOf(sep, added, vocab)],
      cls: [cls, idOf(cls, added, vocab)],
      trim_offsets: config.config.trim_offsets ?? true,
      add_prefix_space: prefix,
    },
  };
}

/** OPT's files ask for a first token before each text. */
function gpt2Parts(vocab: Vocab, config: TokenizerConfig): Parts {
  const end = '<|endoftext|>';
  const defaults = { bos: end, eos: end, unk: end };
  const roles = roleTokens(config, defaults);
  const added = addedTokens(config, roles, vocab);
  const start = roles.bos ?? end;
  const first = config.config.add_bos_token === true;
  const bos = (type_id: number) => (first ? [{ SpecialToken: { id: start, type_id } }] : []);
  const sequence = (id: 'A' | 'B', type_id: number) => ({ Sequence: { id, type_id } });
  const single = [...bos(0), sequence('A', 0)];
  const special = { [start]: { id: start, ids: [idOf(start, added, vocab)], tokens: [start] } };
  return {
    roles,
    added,
    postProcessor: {
      type: 'TemplateProcessing',
      single,
      pair: [...single, ...bos(1), sequence('B', 1)],
      special_tokens: first ? special : {},
    },
  };
}

function isRoberta(vocab: Vocab, { model, config }: TokenizerConfig): boolean {
  const className = config.tokenizer_class ?? '';
  const architecture = model.model_type ?? '';
  if (robertaClasses.test(className)) return true;
  if (gpt2Classes.test(className)) return false;
  if (className === '' && robertaArchitectures.has(architecture)) return true;
  if (className === '' && gpt2Architectures.has(architecture)) return false;
  if (className === '' && architecture === '') return vocab['<s>'] !== undefined && vocab['</s>'] !== undefined;
  throw new LensError(
    'unsupported',
    `No tokenizer can be built from the vocab.json and merges.txt of this kind of model (${className === '' ? architecture : className}).`,
    'Get the tokenizer.json of the same model, or make one in Python: AutoTokenizer.from_pretrained(folder).save_pretrained(folder).',
  );
}
