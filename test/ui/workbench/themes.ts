/** The themes in which every view is looked at. */
export type ThemeName = 'dark' | 'light' | 'high-contrast';

export const themeNames: readonly ThemeName[] = ['dark', 'light', 'high-contrast'];

/** The setting `workbench.colorTheme`, and the class that the workbench carries when the theme is on. */
export const themes: Readonly<Record<ThemeName, { readonly setting: string; readonly className: string }>> = {
  dark: { setting: 'Dark 2026', className: 'vscode-theme-defaults-themes-2026-dark-json' },
  light: { setting: 'Light 2026', className: 'vscode-theme-defaults-themes-2026-light-json' },
  'high-contrast': {
    setting: 'Default High Contrast',
    className: 'vscode-theme-defaults-themes-hc_black-json',
  },
};
