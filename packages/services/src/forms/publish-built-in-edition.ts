import { ruleOfLawProgramme } from '@huibao/domain/programme';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { publishEdition } from './publish-edition.ts';

/** The built-in programme's edition of a year; a no-op where it is already there. */
export const publishBuiltInEdition = defineMutation({
  permission: 'programme.publish',
  input: z.object({ year: z.int().min(2019).max(2100) }),
  run: (scope, { year }) => publishEdition(scope, ruleOfLawProgramme, year),
});
