import { z } from 'zod';

/** A year as it is asked for. One that nobody can have opened is a wrong request: PostgreSQL would overflow at it. */
export const yearInput = z.int().min(1900).max(2100);
