import type { ErrorKind } from '@huibao/domain';
import { formBeingSubmitted, settleForm } from '@huibao/ui';
import { useRevalidator } from '@remix-run/react';
import { useCallback, useState } from 'react';
import { failureOf, type Failure } from './client.ts';

/** Somebody else has moved on: what the page shows isn't so any more. */
const stale: ReadonlySet<ErrorKind> = new Set(['conflict', 'gone']);

/**
 * Runs one change at a time: busy while it runs, the failure if it fails, the page's data read anew when it is done, or
 * when it is refused because what the page shows has changed. What was typed is there meanwhile: a dialog is left
 * first, and a form of the page's own stays as it is.
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
        const failed = failureOf(error);
        setFailure(failed);
        const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
        const readAnew = (): void => {
          if (stale.has(failed.kind)) revalidate();
        };
        if (!dialog && !form) readAnew();
        // Opened again, it has nothing to say of the last time.
        dialog?.addEventListener('close', () => (setFailure(null), readAnew()), { once: true });
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [work, revalidate],
  );
  return { run, isBusy, failure, clear: () => setFailure(null) };
}
