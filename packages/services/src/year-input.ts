import { z } from 'zod';

/** A year as it is asked for. One that nobody can have opened is a wrong request, and not PostgreSQL's to overflow at. */
export const yearInput = z.int().min(1900).max(2100);
