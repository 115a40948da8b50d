import { lazy } from 'react';

// What writing takes is half of all the product's script: it is fetched where somebody writes, after the page. Until
// then the text is there to be read.

export const EditorTools = lazy(async () => ({ default: (await import('./editor-tools.tsx')).EditorTools }));

export const SectionEditor = lazy(async () => ({ default: (await import('./section-editor.tsx')).SectionEditor }));
