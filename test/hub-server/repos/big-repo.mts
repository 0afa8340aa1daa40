export { bigRepo, bigRepoBytes } from '../big-repo.mts';
