// The user settings that VS Code's server starts with.
import { mkdirSync, writeFileSync } from 'node:fs';
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

/** Writes the user settings of a server whose data folder is `dataFolder`; a running server takes them over at once. */
export function writeSettings(dataFolder: string, settings: Settings): void {
  const path = join(dataFolder, 'data/User/settings.json');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(settings, null, 2));
}
