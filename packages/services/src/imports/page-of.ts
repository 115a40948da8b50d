import { z } from 'zod';

/** Rows of one page. */
export const rowsOfPage = 50;

/** The first is 1. */
export const pageInput = z.int32().min(1).max(20_000).default(1);

export function pageOf(page: number): { readonly offset: number; readonly limit: number } {
  return { offset: (page - 1) * rowsOfPage, limit: rowsOfPage };
}
