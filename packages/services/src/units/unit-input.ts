import { sectionCodeSchema } from '@huibao/domain';
import { z } from 'zod';

export const unitInput = z
  .object({
    kind: z.enum(['school', 'section']),
    name: z.string().trim().min(2).max(60),
    schoolType: z.string().max(40).nullable(),
    ownership: z.enum(['public', 'private']).nullable(),
    sectionCode: sectionCodeSchema.nullable(),
    schoolCode: z
      .string()
      .regex(/^\d{10}$/)
      .nullable(),
    creditCode: z
      .string()
      .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/)
      .nullable(),
    opensOn: z.iso.date(),
    closesOn: z.iso.date().nullable(),
    hasHeadStep: z.boolean(),
  })
  .refine((unit) => (unit.kind === 'school') === (unit.schoolType !== null));

export type UnitInput = z.output<typeof unitInput>;
