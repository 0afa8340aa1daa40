import type { Assessment, WeightsChoice } from '../../../common/contracts/hub/assessment';

/** The weights that run: those that a person prefers where they do, else those of the assessment; null when none runs. */
export function chosenWeights({ choices, chosen }: Assessment, preferred: string | null): WeightsChoice | null {
  const wanted = choices.find(({ path, problem }) => path === preferred && problem === null);
  return wanted ?? choices.find(({ path }) => path === chosen) ?? null;
}
