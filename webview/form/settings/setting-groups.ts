import { t } from '@vscode/l10n';
import type { SettingKey } from '../../../src/common/contracts/training/form-view';

export interface SettingGroup {
  /** Stable, whatever the language. */
  readonly id: string;
  readonly title: string;
  readonly keys: readonly SettingKey[];
}

/** What a first run looks at: always on show. */
export const commonKeys: readonly SettingKey[] = [
  ...(['num_train_epochs', 'learning_rate', 'per_device_train_batch_size', 'weight_decay', 'max_length'] as const),
  ...(['lr_scheduler_type', 'eval_strategy', 'warmup_steps', 'early_stopping_patience', 'seed'] as const),
];

/** Settings that are folded, by what they are about. All others have their place above and below. */
export function settingGroups(): SettingGroup[] {
  return [
    {
      id: 'data',
      title: t('Data'),
      keys: [
        ...(['validation_size', 'train_size', 'problem_type', 'label_separator', 'labels'] as const),
        ...(['bad_rows', 'mlm_probability', 'train_sampling_strategy'] as const),
      ],
    },
    {
      id: 'step',
      title: t('Steps'),
      keys: [
        ...(['max_steps', 'gradient_accumulation_steps', 'max_grad_norm', 'label_smoothing_factor'] as const),
        ...(['class_weights', 'lr_scheduler_kwargs', 'adam_beta1', 'adam_beta2', 'adam_epsilon'] as const),
      ],
    },
    {
      id: 'watch',
      title: t('Evaluation and Checkpoints'),
      keys: [
        ...(['eval_steps', 'per_device_eval_batch_size', 'save_strategy', 'save_steps', 'save_total_limit'] as const),
        ...(['load_best_model_at_end', 'metric_for_best_model', 'greater_is_better'] as const),
        'early_stopping_threshold',
      ],
    },
    {
      id: 'model',
      title: t('Weights and Machine'),
      keys: [...(['from_scratch', 'freeze_layers', 'freeze_embeddings', 'dropout', 'threads', 'output_dir'] as const)],
    },
  ];
}
