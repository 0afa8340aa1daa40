import { t } from '@vscode/l10n';

/** So many are named. */
const mostNames = 3;

/** That settings have problems, which stand beside them: `seed has a problem.` Null where none has. */
export function problemNames(settings: readonly string[]): string | null {
  const [first] = settings;
  if (first === undefined) return null;
  if (settings.length === 1) return t('{0} has a problem.', first);
  if (settings.length > mostNames) return t('{0} settings have problems.', settings.length);
  return t('{0} have problems.', settings.join(', '));
}
