import { builtInPackages } from '@huibao/programmes';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { publishEdition } from './publish-edition.ts';

/** The editions of a year of the programmes that ship with the product; a no-op where they are already there. */
export const publishBuiltInEditions = defineMutation({
  permission: 'programme.publish_built_in',
  input: z.object({ year: z.int().min(2019).max(2100) }),
  run: async (scope, { year }) => {
    for (const builtIn of builtInPackages()) await publishEdition(scope, builtIn, year);
  },
});
