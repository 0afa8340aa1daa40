import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import type { VscodeCheckbox } from '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { loraEntries } from '../../../src/common/contracts/training/run-file';
import { loraWords } from '../../../src/common/training/setting-words';
import type { FormStore } from '../store/form-store';
import type { Field } from './field';
import { problemLine, settingField } from './setting-field';
import { kindOfSchema } from './setting-kind';

type LoraKey = keyof typeof loraEntries;
type LoraParts = Readonly<Partial<Record<string, unknown>>>;

/** What is trained with where nothing is chosen: the rank of peft, and twice its factor, as courses have it. */
const firstLora = { r: 8, lora_alpha: 16 };
const defaults: LoraParts = { ...firstLora, lora_dropout: 0 };

const keys = Object.keys(loraEntries) as LoraKey[];
const idOf = (key: LoraKey): string => `lora.${key}`;

/** The switch of LoRA, and its settings while it is on. */
export function loraFields(store: FormStore, words: string): TemplateResult {
  const lora = store.settingOf('lora');
  const isOn = lora !== undefined;
  const problem = store.problemOf('lora');
  return html`<div class="setting lora ${isOn ? 'changed' : ''} ${problem === null ? '' : 'wrong'}">
      <vscode-checkbox
        id="lora"
        aria-describedby=${problem === null ? nothing : 'lora-problem'}
        .checked=${isOn}
        @change=${({ currentTarget }: Event) => turn(store, (currentTarget as VscodeCheckbox).checked)}
      >
        <span class="mono name">lora</span> <span class="dim">${words}</span>
      </vscode-checkbox>
      ${problemLine('lora', problem)}
    </div>
    ${isOn ? html`<div class="grid">${keys.map((key) => settingField(fieldOf(store, key, partsOf(lora))))}</div>` : nothing}`;
}

/** What was chosen comes back with it. */
function turn(store: FormStore, on: boolean): void {
  if (!on) store.lastLora = store.settingOf('lora');
  store.set({ lora: on ? (store.lastLora ?? firstLora) : null }, ['lora', ...keys.map(idOf)]);
}

function fieldOf(store: FormStore, key: LoraKey, parts: LoraParts): Field {
  const id = idOf(key);
  const value = parts[key] ?? defaults[key];
  return {
    ...{ id, name: key, words: loraWords()[key], value },
    kind: key === 'target_modules' ? { kind: 'modules' } : kindOfSchema(loraEntries[key]),
    byDefault: defaults[key],
    example: key === 'target_modules' ? t('those of the architecture') : null,
    changed: JSON.stringify(value) !== JSON.stringify(defaults[key]),
    problem: store.problemOf(id),
    set: (changed) => store.set({ lora: withPart(parts, key, changed) }, ['lora', id]),
    refuse: (reason) => store.refuse(id, reason),
  };
}

/** Null takes a part back to its default; r and lora_alpha are always there. */
function withPart(parts: LoraParts, key: LoraKey, value: unknown): LoraParts {
  const all: [string, unknown][] = Object.entries({ ...firstLora, ...parts, [key]: value ?? defaults[key] });
  return Object.fromEntries(all.filter(([, part]) => part !== undefined));
}

/** A run file may have anything in its place. */
function partsOf(lora: unknown): LoraParts {
  return typeof lora === 'object' && lora !== null ? { ...lora } : {};
}
