import type { WeightsChoice } from '../../common/contracts/hub/assessment';
import type { RepoFile } from '../../common/contracts/hub/repo';

const always = ['config.json', 'generation_config.json', 'chat_template.jinja', 'chat_template.json'];
const tokenizerSettings = ['tokenizer_config.json', 'special_tokens_map.json', 'added_tokens.json'];
const namedTemplate = /^additional_chat_templates\/[^/]+\.jinja$/;

/** What a tokenizer is made from: a later line is read only where an earlier one is not there. */
const tokenizerSources = [['tokenizer.json'], ['vocab.txt'], ['vocab.json', 'merges.txt']];

/** What is left where there is none of these: SentencePiece models, with the vocabularies of translation models. */
const sentencePiece = [
  'spiece.model',
  'sentencepiece.bpe.model',
  'tokenizer.model',
  'spm.model',
  'source.spm',
  'target.spm',
  'vocab.json',
];

/**
 * The files of a model that a run needs: config, generation config, tokenizer, chat templates, and the chosen weights with
 * all that belongs to them. No README, no other weights. Null: no weights at all, as for reading tokens.
 */
export function neededFiles(files: readonly RepoFile[], weights: WeightsChoice | null): RepoFile[] {
  const ofWeights = (weights?.files ?? []).map(({ path }) => path);
  const wanted = new Set([...always, ...tokenizerSettings, ...tokenizerSource(files), ...ofWeights]);
  return files.filter(({ path }) => wanted.has(path) || namedTemplate.test(path));
}

/** True when a tokenizer can be read from files of these names. */
export function hasTokenizer(paths: ReadonlySet<string>): boolean {
  return tokenizerSources.some((source) => source.every((path) => paths.has(path)));
}

function tokenizerSource(files: readonly RepoFile[]): readonly string[] {
  const there = new Set(files.map(({ path }) => path));
  return tokenizerSources.find((source) => source.every((path) => there.has(path))) ?? sentencePiece;
}
