// The user settings that VS Code's server starts with.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Settings by their id, as in settings.json. */
export type Settings = Readonly<Record<string, unknown>>;

/** A calm window for a demo and for tests: nothing that pops up, asks, calls home or depends on the day. */
export const calmSettings: Settings = {
  'workbench.colorTheme': 'Dark 2026',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'editor.minimap.enabled': false,
  'terminal.integrated.shellIntegration.enabled': false,
};

/** Writes the user settings that a server reads when it starts, unless there are some from an earlier start. */
export function writeUserSettings(dataFolder: string, settings: Settings): void {
  const path = join(dataFolder, 'data/User/settings.json');
  if (!existsSync(path)) write(path, settings);
}

/**
 * Writes the settings of the machine, which come before the user's. A running server takes them over at once (it does
 * not look at the user's again); those that apply to VS Code as a whole are ignored here.
 */
export function writeMachineSettings(dataFolder: string, settings: Settings): void {
  write(join(dataFolder, 'data/Machine/settings.json'), settings);
}

function write(path: string, settings: Settings): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(settings, null, 2));
}
