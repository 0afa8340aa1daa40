import { t } from '@vscode/l10n';
import type { MenuItem } from '../../../shared/elements/menu-button';
import type { GenerationStore } from '../store/generation-store';

/** What can be done with the sequence that is looked at; a text that was typed has no place to insert into. */
export function insertItems(store: GenerationStore): MenuItem[] {
  const canInsert = store.view?.prompt?.canInsert ?? false;
  const item = (label: string, how: 'insert' | 'replace' | 'copy', tokens: number | null): MenuItem[] =>
    canInsert || how === 'copy' ? [{ label, run: () => store.take(how, tokens) }] : [];
  const step = store.step?.step ?? null;
  const [first, ...rest] =
    step === null
      ? []
      : [
          ...item(t('Insert up to the Chosen Token'), 'insert', step + 1),
          ...item(t('Copy up to the Chosen Token'), 'copy', step + 1),
        ];
  return [
    ...item(t('Insert behind the Text'), 'insert', null),
    ...item(t('Replace the Text'), 'replace', null),
    ...item(t('Copy'), 'copy', null),
    ...(first ? [{ ...first, separated: true }, ...rest] : []),
  ];
}
