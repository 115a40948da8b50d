import { useRouteLoaderData } from '@remix-run/react';
import type { ListedProgramme } from './programme-switch.tsx';

/** The programmes of the person's line, and which of them a page is about: what the frame's loader gives. */
export interface ChosenProgramme {
  readonly programmes: readonly ListedProgramme[];
  /** Its name: the address's, else the one chosen last in this browser, else the first. */
  readonly programme: string;
}

function useChosen(): ChosenProgramme | undefined {
  return useRouteLoaderData<ChosenProgramme>('routes/shell');
}

/** The name of the programme that the page is about. */
export function useProgramme(): string {
  return useChosen()?.programme ?? '';
}

/** Those of the person's line. */
export function useProgrammes(): readonly ListedProgramme[] {
  return useChosen()?.programmes ?? [];
}

/** A query of an address within a page's programme. */
export function editionQuery(
  programme: string,
  query: Readonly<Record<string, string | number | null | undefined>>,
): string {
  const known = Object.entries(query).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, String(value)]],
  );
  return new URLSearchParams([['programme', programme], ...known]).toString();
}
