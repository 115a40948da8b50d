import { formBeingSubmitted, settleForm } from '@huibao/ui';
import { useRevalidator } from '@remix-run/react';
import { useCallback, useState } from 'react';
import { failureOf, type Failure } from './client.ts';

/**
 * Runs one change at a time: busy while it runs, the failure if it fails, the page's data read anew when it is done.
 */
export function useMutation<Input extends unknown[], Output>(work: (...input: Input) => Promise<Output>) {
  const { revalidate } = useRevalidator();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = useCallback(
    async (...input: Input): Promise<Output | undefined> => {
      const form = formBeingSubmitted();
      setBusy(true);
      setFailure(null);
      try {
        const output = await work(...input);
        settleForm(form);
        revalidate();
        return output;
      } catch (error) {
        setFailure(failureOf(error));
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [work, revalidate],
  );
  return { run, isBusy, failure, clear: () => setFailure(null) };
}
