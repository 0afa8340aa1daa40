import { t } from '@vscode/l10n';
import type { hubTasks } from '../../../src/common/contracts/hub/repo';

function names(): Record<(typeof hubTasks)[number], string> {
  return {
    'text-classification': t('Text classification'),
    'token-classification': t('Token classification'),
    'fill-mask': t('Fill mask'),
    'question-answering': t('Question answering'),
    'text-generation': t('Text generation'),
    summarization: t('Summarization'),
    translation: t('Translation'),
    'zero-shot-classification': t('Zero-shot classification'),
    'feature-extraction': t('Feature extraction'),
    'sentence-similarity': t('Sentence similarity'),
    'text-ranking': t('Text ranking'),
  };
}

/** A task as people read it; one that is not of text keeps the Hub's name, without its dashes. */
export function taskName(task: string): string {
  const known: Record<string, string> = names();
  const name = Object.hasOwn(known, task) ? known[task] : undefined;
  return name ?? task.charAt(0).toUpperCase() + task.slice(1).replaceAll('-', ' ');
}
