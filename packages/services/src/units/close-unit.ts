import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { endUnits } from './end-units.ts';

export const closeUnit = defineMutation({
  permission: 'unit.manage',
  input: z.object({ unitId: z.int32(), closesOn: z.iso.date() }),
  async run(scope, { unitId, closesOn }) {
    await endUnits(scope, [unitId], closesOn);
    return { unitId };
  },
});
