/** Ids of the tree in package.json, and of the panels of the form and of a run's page. */
export const runViewIds = { runs: 'modelLens.runs', form: 'modelLens.form', run: 'modelLens.run' } as const;
