import * as v from 'valibot';
import type * as vscode from 'vscode';
import { lensLookSchema, type LensLook } from '../../../common/contracts/lens';

const key = 'modelLens.look';

/** What of the model was looked at last in this workspace; checked when it is read. */
export class KeptLook {
  constructor(private readonly state: vscode.Memento) {}

  /** Null until something was looked at, and for what another version left. */
  get(): LensLook | null {
    const kept = v.safeParse(lensLookSchema, this.state.get<unknown>(key));
    return kept.success ? kept.output : null;
  }

  async keep(look: LensLook): Promise<void> {
    await this.state.update(key, look);
  }
}
