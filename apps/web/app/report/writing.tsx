import type { ReactNode } from 'react';
import { fetchedPart, UntilThere, useAlive } from '../fetched-part.tsx';

// What writing takes is half of all the product's script: it is fetched where somebody writes, after the page. Until
// then the text is there to be read.

export const EditorTools = fetchedPart(async () => (await import('./editor-tools.tsx')).EditorTools);

export const SectionEditor = fetchedPart(async () => (await import('./section-editor.tsx')).SectionEditor);

/**
 * Shows `until` as the page comes, and until what writing takes is there. Not before the page is alive: React can't
 * take over a part that is still on its way when something beside it has changed.
 */
export function WhenThere({ until, children }: { readonly until: ReactNode; readonly children: ReactNode }) {
  const isAlive = useAlive();
  return isAlive ? <UntilThere.Provider value={until}>{children}</UntilThere.Provider> : until;
}
