import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { trainingTasks } from '../../../src/common/contracts/training/run-file';
import type { FormState } from '../../../src/common/contracts/training/form-view';
import { iconButton } from '../../shared/elements/icon-button';
import { selectStyles } from '../../shared/elements/select-styles';
import { formatCount } from '../../shared/format/numbers';
import { taskName } from '../../shared/hub/task-names';
import { elementStyles } from '../../shared/theme/element-styles';
import { fieldStyles } from '../field-styles';
import { FormElement } from '../store/form-element';
import { columnDetail, columnName, columnsOf, type ColumnKey } from './columns';
import { sourceSelect } from './source-row';
import { sourceStyles } from './source-styles';
import { splitChoices, splitOf, splitSettings } from './split';

/** What is trained on what: model and task, file, columns, and how rows are kept for evaluation. */
@customElement('form-source')
export class FormSource extends FormElement {
  static override styles = [elementStyles, selectStyles, fieldStyles, sourceStyles];

  override render(): TemplateResult {
    const { state } = this.store;
    if (!state) return html`${nothing}`;
    const { needed, optional } = columnsOf(this.store.settingOf('task'));
    return html`${this.#name(state)}
      <div class="row">${this.#model(state)} ${this.#task()}</div>
      <div class="row">${this.#file(state)} <span class="dim" role="status">${this.#rows()}</span></div>
      <div class="row">
        <span class="lead" id="columns">${t('Columns')}</span>
        ${needed.map((key) => this.#column(key))} ${this.#split()} ${optional.map((key) => this.#column(key))}
      </div>`;
  }

  #name({ name }: FormState): TemplateResult {
    return html`<div class="row">
      <div class="source">
        <label for="name">${t('Name')}</label>
        <input
          id="name"
          maxlength="100"
          spellcheck="false"
          autocomplete="off"
          .value=${name}
          @change=${({ target }: Event) => {
            if (!(target instanceof HTMLInputElement)) return;
            const wanted = target.value.trim();
            // The name that it has stands there until the host has taken the new one.
            target.value = name;
            this.store.rename(wanted);
          }}
        />
      </div>
    </div>`;
  }

  #model({ models }: FormState): TemplateResult {
    const { store } = this;
    return html`<div class="pair">
      ${sourceSelect({
        ...{ store, key: 'model', label: t('Model'), value: this.#text('model'), choices: models },
        none: t('Choose a model'),
        wide: true,
        onChoose: (model) => store.set({ model }),
      })}
      ${iconButton({ name: 'search', label: t('Other Model…'), onClick: () => store.perform('chooseModel') })}
    </div>`;
  }

  #task(): TemplateResult {
    return sourceSelect({
      ...{ store: this.store, key: 'task', label: t('Task'), value: this.#text('task'), none: t('Choose a task') },
      choices: trainingTasks.map((task) => ({ value: task, label: taskName(task) })),
      onChoose: (task) => this.store.set({ task }),
    });
  }

  #file({ files }: FormState): TemplateResult {
    const { store } = this;
    return html`<div class="pair">
      ${sourceSelect({
        ...{
          store,
          key: 'train_file',
          label: t('Data'),
          value: this.#text('train_file'),
          none: t('Choose a file'),
          wide: true,
        },
        choices: files,
        onChoose: (file) => store.set({ train_file: file }),
      })}
      ${iconButton({ name: 'folder-opened', label: t('Other File…'), onClick: () => store.perform('chooseTrainFile') })}
    </div>`;
  }

  /** `2,267 rows, 2,264 used` */
  #rows(): string {
    const { preview } = this.store.data;
    if (!preview) return '';
    const { files, trainRows, validationRows } = preview.report;
    const rows = files.reduce((sum, file) => sum + file.rows, 0);
    const used = trainRows + validationRows;
    const words = t('{0} rows, {1} used', formatCount(rows), formatCount(used));
    return preview.complete ? words : t('{0}; the first rows were looked at', words);
  }

  #column(key: ColumnKey): TemplateResult {
    const columns = this.store.data.preview?.columns ?? [];
    const optional = key === 'text_pair_column';
    const none = { value: '', label: t('none') };
    const value = this.#text(key);
    return sourceSelect({
      ...{ store: this.store, key, label: columnName(key), value, none: optional ? t('none') : t('Choose') },
      choices: [
        ...(optional && value !== '' ? [none] : []),
        ...columns.map((column) => ({ value: column.name, label: column.name, detail: columnDetail(column) })),
      ],
      onChoose: (name) => this.store.set({ [key]: name === '' ? null : name }),
    });
  }

  #split(): TemplateResult {
    const { store } = this;
    return sourceSelect({
      ...{
        store,
        key: 'validation_file',
        label: t('split'),
        value: splitOf(store),
        choices: splitChoices(store),
        none: '',
      },
      onChoose: (choice) => {
        const settings = splitSettings(choice);
        if (settings) store.set(settings);
        else store.perform('chooseValidationFile');
      },
    });
  }

  #text(key: Parameters<FormElement['store']['settingOf']>[0]): string {
    const value = this.store.settingOf(key);
    return typeof value === 'string' ? value : '';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'form-source': FormSource;
  }
}
