import type { DataPreview } from '../../../common/contracts/training/data-view';
import { CancellationSource } from '../../../common/rpc/cancellation';
import { previewData, type PreviewContext, type PreviewParams } from '../../data/preview/preview-data';

/** Answers what is in a file of training data. A newer question cancels the one before. */
export function previewDataHandler(): (params: PreviewParams, context: PreviewContext) => Promise<DataPreview> {
  let newest: CancellationSource | undefined;
  return async (params, { signal, progress }) => {
    newest?.abort();
    const own = new CancellationSource();
    newest = own;
    const letGo = signal.onAbort(() => own.abort());
    try {
      return await previewData(params, { signal: own, progress });
    } finally {
      letGo();
    }
  };
}
