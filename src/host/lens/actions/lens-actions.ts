import { t } from '@vscode/l10n';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { LensAction, LensTab } from '../../../common/contracts/lens';
import { LensError } from '../../../common/errors/lens-error';
import { sampleModelName } from '../../../hub/models/resolve-model';
import { pickModel } from '../../models/model-picker';
import type { ModelService } from '../../models/model-service';
import type { Log } from '../../platform/log';
import type { LensController } from '../lens-controller';
import type { ReadOutcome } from '../run/read-with-model';
import { askForPair } from './ask-for-pair';
import { copyText } from './copy-text';
import { runAsJson, tokensAsTable } from './copy-results';
import { lensAsPython } from './lens-as-python';
import { openBesideLens } from './reveal-in-editor';
import { showCutText } from './show-cut-text';

/** Most tokens of a row that are copied. */
const mostCopied = 100_000;

export interface LensActionParams {
  readonly lens: LensController;
  readonly models: ModelService;
  readonly log: Log;
}

type Actions = Readonly<Record<LensAction, () => unknown>>;

/** What each button of the Lens does. Commands of the palette are run as such, so that both ways are one. */
export function lensActions({ lens, models, log }: LensActionParams): Actions {
  const command = (id: string) => async () => vscode.commands.executeCommand(id);
  const { session } = lens;
  return {
    runAgain: () => lens.readAgain(),
    cancel: () => session.cancel(),
    pin: () => lens.setPinned(true),
    unpin: () => lens.setPinned(false),
    chooseModel: command('modelLens.chooseModel'),
    chooseFolder: command('modelLens.openModelFolder'),
    chooseDevice: command('modelLens.chooseDevice'),
    chooseWeights: command('modelLens.chooseWeights'),
    findModel: async () => vscode.commands.executeCommand('modelLens.searchHub', taskOf(session.state.look?.tab)),
    showModelPage: async () => vscode.commands.executeCommand('modelLens.showDetails', models.name),
    useSample: async () => models.choose(sampleModelName),
    classifySelection: command('modelLens.classifySelection'),
    classifyEachLine: command('modelLens.classifyEachLine'),
    copyAsPython: async () => copyText(lensAsPython(lens)),
    copyAsJson: async () => copyText(runAsJson(resultOf(lens))),
    copyTokens: async () => copyTokens(resultOf(lens)),
    chooseSecondTokenizer: async () => chooseSecondTokenizer(lens, models),
    closeSecondTokenizer: () => session.compareWith(null),
    showCutText: async () => showCutText(lens),
    slideWindow: () => slide(lens, true),
    stopSliding: () => slide(lens, false),
    addPair: async () => askForPair(lens),
    removePair: () => lens.setPair(null),
    openConfig: async () => openConfig(lens, models),
    showLog: () => log.show(),
    manageTrust: command('workbench.trust.manage'),
  };
}

/** What a model that is looked for should do: what the open tab shows. */
function taskOf(tab: LensTab | undefined): string {
  return tab === 'generate' ? 'text-generation' : 'text-classification';
}

function resultOf({ session }: LensController): ReadOutcome {
  if (!session.outcome?.run) throw new LensError('usage', t('There is no result to copy.'), t('Select text first.'));
  return session.outcome;
}

async function copyTokens({ engine, run }: ReadOutcome): Promise<void> {
  const rows = [];
  for (const [row, { length, padding }] of (run?.rows ?? []).entries()) {
    const to = Math.min(length + padding, mostCopied);
    rows.push(await engine.request('tokens', { runId: run?.runId ?? 0, row, part: 'input', from: 0, to }));
  }
  await copyText(tokensAsTable(rows));
}

async function chooseSecondTokenizer({ session }: LensController, models: ModelService): Promise<void> {
  const name = await pickModel(models, t('Choose a Second Tokenizer'));
  if (name !== undefined) session.compareWith(await models.find(name));
}

function slide(lens: LensController, sliding: boolean): void {
  lens.session.setSliding(sliding);
  lens.readAgain();
}

async function openConfig(lens: LensController, models: ModelService): Promise<void> {
  const { resolved } = await models.current();
  await openBesideLens(lens, vscode.Uri.file(join(resolved.folder, 'config.json')));
}
