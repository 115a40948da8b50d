import type { IndicatorDraft } from '@huibao/domain';
import { useEffect, useState } from 'react';
import { client, failureOf, type Failure } from '../client.ts';
import type { IndicatorPreview } from '../outputs.ts';

const pause = 400;

type Question = Parameters<typeof client.indicator.preview.query>[0];

/** What the definition gives on real data, asked again a moment after the last change. Null: it can't be asked yet. */
export function usePreview(
  edition: Pick<Question, 'programme' | 'year'>,
  code: string | null,
  draft: IndicatorDraft | null,
): { readonly preview: IndicatorPreview | null; readonly isWorking: boolean; readonly failure: Failure | null } {
  const [state, setState] = useState<{
    readonly asked: string;
    readonly preview: IndicatorPreview | null;
    readonly failure: Failure | null;
  } | null>(null);
  const question: Question | null = draft && { ...edition, code, definition: draft };
  const asked = question && JSON.stringify(question);
  useEffect(() => {
    if (asked === null) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const input = JSON.parse(asked) as Question;
      client.indicator.preview.query(input, { signal: stop.signal }).then(
        (preview) => {
          if (!stop.signal.aborted) setState({ asked, preview, failure: null });
        },
        (error: unknown) => {
          if (!stop.signal.aborted) setState({ asked, preview: null, failure: failureOf(error) });
        },
      );
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked]);
  if (asked === null) return { preview: null, isWorking: false, failure: null };
  // What was there stays until the new is here: numbers that blink can't be compared.
  return {
    preview: state?.preview ?? null,
    isWorking: state?.asked !== asked,
    failure: state?.asked === asked ? state.failure : null,
  };
}
