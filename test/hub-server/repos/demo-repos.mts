export { demoRepos } from '../demo-repos.mts';
