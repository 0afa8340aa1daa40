/** Ids of the views in package.json, and of the panel of a model's page. */
export const viewIds = {
  search: 'modelLens.hub',
  models: 'modelLens.models',
  downloads: 'modelLens.downloads',
  details: 'modelLens.details',
} as const;
