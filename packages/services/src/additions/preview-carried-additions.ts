import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { defineQuery } from '../use-case.ts';
import { carryOver } from './carried-additions.ts';

/** What of an earlier year's additions would stand in a year, and what no longer resolves there. */
export const previewCarriedAdditions = defineQuery({
  permission: 'programme.publish',
  input: z.object(editionInput),
  async run(scope, address) {
    const { from, left, offered } = await carryOver(scope, address);
    return { from, left, offered };
  },
});
