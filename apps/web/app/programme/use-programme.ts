import type { Localized } from '@huibao/domain';
import { useMatches, useRouteLoaderData } from '@remix-run/react';

export interface ListedProgramme {
  readonly name: string;
  readonly title: Localized;
  readonly years: readonly number[];
}

/** The programmes of the person's line, and which of them a page is about: what the frame's loader gives. */
export interface ChosenProgramme {
  readonly programmes: readonly ListedProgramme[];
  /** Its name: the address's, else the one chosen last in this browser, else the first. */
  readonly programme: string;
}

function useChosen(): ChosenProgramme | undefined {
  return useRouteLoaderData<ChosenProgramme>('routes/shell');
}

/** The name of the programme that the page is about: of its collection, form or report, else the one that is chosen. */
export function useProgramme(): string {
  const names = useMatches().map(({ data }) => programmeIn(data));
  return names.findLast((name) => name !== undefined) ?? '';
}

function programmeIn(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('programme' in data)) return undefined;
  const { programme } = data;
  if (typeof programme === 'string') return programme;
  const name: unknown = typeof programme === 'object' && programme !== null && 'name' in programme && programme.name;
  return typeof name === 'string' ? name : undefined;
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
