import { t } from '@vscode/l10n';
import type { TokenMeasure } from '../store/token-measure';
import { tokensOfEntry } from '../internals/axis/axis-entries';
import { chosenNames } from './head/layers-heatmap';
import { matrixWords } from './head-words';
import type { Scene } from './scene/scene';

/**
 * The bars of the token strip: how much the chosen tokens attend to each, or what each receives when none is chosen. The
 * largest fills its chip. Null while that is not known, and where the keys are not the tokens of the strip.
 */
export function measureOf(scene: Scene, tokens: number): TokenMeasure | null {
  const { profile, keys, asked, chosen } = scene;
  if (keys.sequence !== 'input' || profile?.weights.length !== keys.count) return null;
  const most = profile.weights.reduce((largest, weight) => Math.max(largest, weight), 0);
  const values = new Float32Array(tokens).fill(Number.NaN);
  profile.weights.forEach((weight, entry) => {
    const [from, to] = tokensOfEntry(keys.axis, entry);
    values.fill(most > 0 ? weight / most : 0, from, to);
  });
  const words = matrixWords(asked.matrix);
  const label =
    chosen.length > 0
      ? t('how much {0} attends to each token, {1}', chosenNames(scene), words)
      : t('how much each token is attended to, {0}', words);
  return { tab: 'attention', runId: asked.runId, row: asked.row, values, label };
}
