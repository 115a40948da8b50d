import { z } from 'zod';

/**
 * A programme as a line of tenants names it. One of the platform is named by its code, another level's with that level
 * before it (`city-open_information`): a line has one tenant of each level, so a name stands for one programme in it,
 * whatever others publish later.
 */
export const programmeNameSchema = z
  .string()
  .regex(/^(?:(?:province|city|bureau)-)?[a-z][a-z0-9_]*$/)
  .max(80);
