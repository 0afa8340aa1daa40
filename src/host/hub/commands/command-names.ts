/** The commands that load the Hub's part of the extension, without their prefix `modelLens.`. */
export const hubCommandNames = [
  'searchHub',
  'refreshSearch',
  'showDetails',
  'signIn',
  'signOut',
  'account',
  'chooseWeights',
  'refreshModels',
  'downloadModel',
  'useModel',
  'showModelConfig',
  'openOnHub',
  'revealModel',
  'copyModelId',
  'addFavourite',
  'removeFavourite',
  'deleteModel',
  'pauseDownload',
  'resumeDownload',
  'cancelDownload',
  'clearDownloads',
] as const;

export type HubCommand = (typeof hubCommandNames)[number];
