import { t } from '@vscode/l10n';
import type { WeightStorage } from '../../common/contracts/weight-storage';

/** How weights are kept in memory, as people read it. */
export function storageLabel(storage: WeightStorage): string {
  const labels = {
    float32: 'float32',
    '16-bit': t('16 bits'),
    '8-bit': t('8-bit blocks'),
    '4-bit': t('4-bit blocks'),
  };
  return labels[storage];
}

/** What keeping weights so means for results and time. */
export function storageMeaning(storage: WeightStorage): string {
  const meanings = {
    float32: t('The model’s own numbers, ready to be computed with.'),
    '16-bit': t('The model’s own numbers, made float32 a part at a time: less memory, slower.'),
    '8-bit': t('Linear layers rounded to 8 bits: results differ a little.'),
    '4-bit': t('Linear layers rounded to 4 bits: results differ more.'),
  };
  return meanings[storage];
}
