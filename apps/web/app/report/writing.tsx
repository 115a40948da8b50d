import type { ComponentType } from 'react';
import { fetchedPart } from '../fetched-part.tsx';
import type { SectionEditorProps } from './section-editor.tsx';
import type { takeOver } from './take-over.ts';

// What writing takes is more script than all of the page: it is fetched when somebody turns to a text, never for those
// who read. Until it is there, and where nobody turned to, the text stands as it will stand in the editor.

export const EditorTools = fetchedPart(async () => (await import('./editor-tools.tsx')).EditorTools);

export interface WritingParts {
  readonly SectionEditor: ComponentType<SectionEditorProps>;
  readonly takeOver: typeof takeOver;
}

/** Null until they have come once. */
export let writingParts: WritingParts | null = null;

export async function fetchWriting(): Promise<WritingParts> {
  const [{ SectionEditor }, { takeOver }] = await Promise.all([
    import('./section-editor.tsx'),
    import('./take-over.ts'),
    import('./editor-tools.tsx'),
  ]);
  return (writingParts ??= { SectionEditor, takeOver });
}
