import { useCallback, useMemo, useState } from 'react';
import { client, failureOf, type Failure } from '../../client.ts';
import type { SubmissionView } from './view.ts';

export interface Explanations {
  readonly textOf: (finding: string) => string;
  /** Findings with an explanation that the server has. */
  readonly explained: ReadonlySet<string>;
  readonly unsaved: number;
  readonly failure: Failure | null;
  readonly write: (finding: string, text: string) => void;
  readonly save: (finding: string) => Promise<void>;
  readonly saveAll: () => Promise<void>;
}

/** Explanations of warned values: typed here, saved when left, kept while they can't be saved. */
export function useExplanations(view: SubmissionView, onSignedOut: () => void): Explanations {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, string>>(new Map());
  const [savedTexts, setSaved] = useState<ReadonlyMap<string, string>>(
    () => new Map(view.explanations.map((one) => [one.finding, one.text])),
  );
  const [failure, setFailure] = useState<Failure | null>(null);
  const write = useCallback((finding: string, text: string) => setDrafts((old) => new Map(old).set(finding, text)), []);
  const save = useCallback(
    async (finding: string): Promise<void> => {
      const text = drafts.get(finding)?.trim();
      if (text === undefined || text === (savedTexts.get(finding) ?? '')) return;
      try {
        await client.submission.explain.mutate({ submissionId: view.id, finding, text });
        setSaved((old) => new Map(old).set(finding, text));
        setFailure(null);
      } catch (error) {
        const failed = failureOf(error);
        setFailure(failed);
        if (failed.code === 'session.missing') onSignedOut();
      }
    },
    [drafts, savedTexts, view.id, onSignedOut],
  );
  return useMemo(
    () => ({
      textOf: (finding) => drafts.get(finding) ?? savedTexts.get(finding) ?? '',
      explained: new Set([...savedTexts].filter(([, text]) => text !== '').map(([finding]) => finding)),
      unsaved: [...drafts].filter(([finding, text]) => text.trim() !== (savedTexts.get(finding) ?? '')).length,
      failure,
      write,
      save,
      saveAll: async () => {
        for (const finding of drafts.keys()) await save(finding);
      },
    }),
    [drafts, savedTexts, failure, write, save],
  );
}
