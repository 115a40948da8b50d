import { addresseeLimits } from '@huibao/domain';
import { z } from 'zod';
import { personName, username } from '../accounts/account-input.ts';
import { suffixPart } from './login-suffix.ts';

export const tenantInput = z.object({
  name: z.string().trim().min(2).max(60),
  shortName: z.string().trim().min(1).max(20),
  divisionCode: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
  documentPrefix: z.string().trim().max(10).default(''),
  sectionWord: z.string().trim().min(1).max(10),
  addressees: z
    .array(
      z.object({ addressee: z.string().trim().min(1).max(addresseeLimits.letters), kind: z.enum(['main', 'copy']) }),
    )
    .max(addresseeLimits.most)
    .default([]),
  /** What its usernames end in, before its parent's own suffix. */
  suffixPart,
  isDemo: z.boolean().default(false),
  opensOn: z.iso.date(),
  /**
   * Of what stands right below the platform: a city, or a province that will have cities. Below those it follows from
   * the parent.
   */
  kind: z.enum(['city', 'province']).default('city'),
  /** The first people: an administrator of accounts, and a security officer who makes further administrators. */
  admin: z.object({ username, name: personName }),
  securityOfficer: z.object({ username, name: personName }),
});

export type TenantInput = z.output<typeof tenantInput>;
