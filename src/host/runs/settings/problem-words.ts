import { t } from '@vscode/l10n';
import type * as v from 'valibot';
import { clipText } from '../../../common/text/clip-text';

/**
 * What is wrong with a value, as the end of a sentence that begins with the name of its setting.
 * @param depth parts of the path to the value that are this name
 */
export function problemWords(issue: v.BaseIssue<unknown>, depth = 1): string {
  const inner = (issue.path ?? []).slice(depth);
  const part = inner.map(({ key }) => (typeof key === 'number' ? `#${key + 1}` : String(key))).join('.');
  if (issue.expected === 'never') return part === '' ? t('is no setting of a run') : t('knows no "{0}"', part);
  return part === '' ? wordsFor(issue) : t('is not right: {0} {1}', part, wordsFor(issue));
}

function wordsFor(issue: v.BaseIssue<unknown>): string {
  if (issue.received === 'undefined') return t('is needed');
  const wanted = wordsOf(issue.requirement);
  switch (issue.type) {
    case 'picklist':
      return t('is one of {0}', clipText(issue.expected ?? '', 300).replaceAll('"', ''));
    case 'number':
    case 'finite':
      return t('is a number');
    case 'safe_integer':
      return t('is a whole number');
    case 'gt_value':
      return t('is above {0}', wanted);
    case 'min_value':
      return t('is at least {0}', wanted);
    case 'lt_value':
      return t('is below {0}', wanted);
    case 'max_value':
      return t('is at most {0}', wanted);
    case 'boolean':
      return t('is true or false');
    case 'string':
      return t('is a text');
    case 'array':
      return t('is a list, such as {0}', '["negative", "positive"]');
    case 'strict_object':
      return t('is a JSON object: names in quotes and their values, in braces');
    case 'min_length':
      return t('is empty');
    default:
      return t('is not a value for it');
  }
}

function wordsOf(requirement: unknown): string {
  return typeof requirement === 'number' || typeof requirement === 'string' ? String(requirement) : '';
}
