import { z } from 'zod';
import { defineMutation } from '../../use-case.ts';
import { updateLocale } from '../accounts/account.repository.ts';

export const setLocale = defineMutation({
  permission: 'self',
  input: z.object({ locale: z.enum(['zh-CN', 'en']) }),
  async run({ trx, actor }, { locale }) {
    await updateLocale(trx, actor.tenantId, actor.userId, locale);
    return { locale };
  },
});
