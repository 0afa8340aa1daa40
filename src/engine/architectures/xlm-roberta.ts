import { robertaLike } from './roberta';

/** modeling_xlm_roberta.py: RoBERTa with another vocabulary. */
export const xlmRoberta = robertaLike('xlm-roberta', 'XLMRoberta', 30522);
