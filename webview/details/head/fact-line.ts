import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { DetailsState, RepoInfo } from '../../../src/common/contracts/hub/details-view';
import { icon } from '../../shared/elements/icon';
import { formatCount, formatParameters } from '../../shared/format/numbers';
import { formatShortCount } from '../../shared/format/sizes';
import { taskName } from '../../shared/hub/task-names';
import { dayWords, languageWords } from './fact-words';

/** What the Hub says of the model: task, languages, licence, size, how many use and like it, when it changed. */
export function factLine(info: RepoInfo, { assessment }: DetailsState): TemplateResult {
  const page = document.documentElement.lang || 'en';
  const { task, languages, license, library, downloads, likes, lastModified } = info;
  const parameters = assessment.phase === 'ready' ? (assessment.value.info?.parameters ?? null) : null;
  const day = lastModified === null ? null : dayWords(lastModified, page);
  const facts = [
    task === null ? null : html`<b class="task">${taskName(task)}</b>`,
    languages.length === 0 ? null : languageWords(languages, page),
    library,
    license,
    info.private ? t('private') : null,
    parameters === null
      ? null
      : html`<span title=${formatCount(parameters)}>${t('{0} parameters', formatParameters(parameters))}</span>`,
    html`${icon('arrow-down', 14)}${t('{0} a month', formatShortCount(downloads))}`,
    html`${icon('heart', 14)}<span class="visually-hidden">${t('Likes')}</span> ${formatShortCount(likes)}`,
    day === null ? null : t('updated {0}', day),
  ];
  return html`<ul class="facts" aria-label=${t('Facts')}>
    ${facts.map((fact) => (fact === null ? nothing : html`<li>${fact}</li>`))}
  </ul>`;
}
