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
  /** What was typed and is no value of its setting, by key; the host never sees it. */
  readonly #unread = new Map<SettingKey, string>();
  #state: FormState | null = null;
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

  /** What is wrong with a setting, in words; null when nothing is. */
  problemOf(key: SettingKey): string | null {
    const unread = this.#unread.get(key);
    if (unread !== undefined) return unread;
    return this.#state?.problems[key] ?? null;
  }

  /** Settings that something is wrong with. */
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

  /** Changes settings; null takes one back to its default. */
  set(settings: Settings): void {
    for (const key of Object.keys(settings) as SettingKey[]) this.#unread.delete(key);
    this.changed();
    void this.attempt(this.#host.request('set', { settings }));
  }

  /** Keeps that what was typed is no value, with the reason in words. */
  refuse(key: SettingKey, reason: string): void {
    this.#unread.set(key, reason);
    this.changed();
  }

  rename(name: string): void {
    void this.attempt(this.#host.request('rename', { name }));
  }

  perform(action: FormAction): void {
    void this.attempt(this.#host.request('act', { action }));
  }
}
