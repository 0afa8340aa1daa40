import type { WeightsChoice } from '../../common/contracts/hub/assessment';
import type { RepoFile } from '../../common/contracts/hub/repo';

/** What configures a model and its tokenizer, by the names that transformers gives the files. */
const configuration = new Set(['config.json', 'generation_config.json', 'chat_template.jinja', 'chat_template.json']);
const tokenizer = new Set([
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'added_tokens.json',
  'vocab.txt',
  'vocab.json',
  'merges.txt',
]);

/** The files that a run needs: config, tokenizer, and the chosen weights with everything that belongs to them. */
export function neededFiles(files: readonly RepoFile[], weights: WeightsChoice | null): RepoFile[] {
  const chosen = new Set(weights?.files.map(({ path }) => path));
  if (weights) chosen.add(weights.path);
  return files.filter(({ path }) => configuration.has(path) || tokenizer.has(path) || chosen.has(path));
}

/** The files that tokens need: no weights. */
export function tokenizerFiles(files: readonly RepoFile[]): RepoFile[] {
  return neededFiles(files, null);
}
