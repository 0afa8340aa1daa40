import { attentionRequests } from './attention';
import { hiddenRequests } from './hidden-states';
import { stackRequests } from './stacks';

/**
 * What views ask about the inside of a model for a run. The engine process answers; the extension host hands questions
 * of the Lens through as they are, because both ends check them.
 */
export const internalsRequests = { ...stackRequests, ...attentionRequests, ...hiddenRequests } as const;
export type InternalsRequest = keyof typeof internalsRequests;
