import type { DataView } from '../../../src/common/contracts/training/data-view';
import type {
  formActions,
  formHostContract,
  FormState,
  formViewContract,
  SettingKey,
} from '../../../src/common/contracts/training/form-view';
import type { RpcPeer } from '../../../src/common/rpc/peer';
import { ViewStore } from '../../shared/store/view-store';

/** What the form may ask of the extension host. */
export type FormHost = Pick<RpcPeer<typeof formViewContract, typeof formHostContract>, 'request'>;
export type FormAction = (typeof formActions)[number];
export type Settings = Partial<Record<SettingKey, unknown>>;

const noSettings: Pick<FormState, 'settings' | 'defaults'> = { settings: {}, defaults: {} };
const noData: DataView = { phase: 'none', message: '', progress: null, preview: null };

/** What the elements of the form share: the host's state, what was found in the data, and what is unfolded. */
export class FormStore extends ViewStore {
  readonly #host: FormHost;
  readonly #unfolded = new Set<string>();
  /** What was typed and is no value, by the field; the host never sees it. */
  readonly #unread = new Map<string, string>();
  #state: FormState | null = null;
  /** LoRA's settings as they were when it was switched off; undefined for none. */
  lastLora: unknown;
  #data = noData;

  constructor(host: FormHost) {
    super();
    this.#host = host;
  }

  /** Null until the host has sent it. */
  get state(): FormState | null {
    return this.#state;
  }

  get data(): DataView {
    return this.#data;
  }

  /** The value of a setting: the chosen one, else its default; undefined where it has neither. */
  settingOf(key: SettingKey): unknown {
    const { settings, defaults } = this.#state ?? noSettings;
    return settings[key] ?? defaults[key];
  }

  /** True where the chosen value is another one than the default. */
  isChanged(key: SettingKey): boolean {
    const { settings, defaults } = this.#state ?? noSettings;
    return settings[key] !== undefined && JSON.stringify(settings[key]) !== JSON.stringify(defaults[key]);
  }

  /** What is wrong with a field (`seed`, `lora.r`), in words; null when nothing is. */
  problemOf(field: string): string | null {
    const unread = this.#unread.get(field);
    if (unread !== undefined) return unread;
    return this.#state?.problems[field] ?? null;
  }

  /** Fields that something is wrong with. */
  get problems(): string[] {
    return [...new Set([...this.#unread.keys(), ...Object.keys(this.#state?.problems ?? {})])];
  }

  isUnfolded(name: string): boolean {
    return this.#unfolded.has(name);
  }

  unfold(name: string, open: boolean): void {
    if (open === this.#unfolded.has(name)) return;
    if (open) this.#unfolded.add(name);
    else this.#unfolded.delete(name);
    this.changed();
  }

  receiveState(state: FormState): void {
    this.#state = state;
    this.changed();
  }

  receiveData(data: DataView): void {
    this.#data = data;
    this.changed();
  }

  /**
   * Changes settings; null takes one back to its default.
   * @param fields those that say what is meant with it, by default the settings' own: what was typed there before is forgotten
   */
  set(settings: Settings, fields: readonly string[] = Object.keys(settings)): void {
    for (const field of fields) this.#unread.delete(field);
    this.changed();
    void this.attempt(this.#host.request('set', { settings }));
  }

  /** Keeps that what was typed into a field is no value, with the reason in words. */
  refuse(field: string, reason: string): void {
    this.#unread.set(field, reason);
    this.changed();
  }

  rename(name: string): void {
    void this.attempt(this.#host.request('rename', { name }));
  }

  perform(action: FormAction): void {
    void this.attempt(this.#host.request('act', { action }));
  }
}
