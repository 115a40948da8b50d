import { mostPackageMegabytes } from '@huibao/domain';
import { useState } from 'react';
import { upload, type Failure, type UploadResult } from '../client.ts';

/** Of what is too large for any file. What has less than that is judged where it is read. */
const tooLarge: Failure = { code: 'package.too_large', params: { megabytes: mostPackageMegabytes } };

/** One upload at a time: busy while it runs, the failure if it fails. */
export function usePackageUpload() {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const send = async <T>(path: string, content: File): Promise<UploadResult<T>> => {
    setBusy(true);
    setFailure(null);
    const result = await upload<T>(path, content, tooLarge);
    setBusy(false);
    if (!result.ok) setFailure(result.failure);
    return result;
  };
  return { isBusy, failure, send, clear: () => setFailure(null) };
}
