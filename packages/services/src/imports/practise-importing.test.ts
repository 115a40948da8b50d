import { expect, it } from 'vitest';
import { practiseImporting } from './practise-importing.ts';

it('can be done of every programme that ships, before anything is known of a database', async () => {
  await expect(practiseImporting()).resolves.toBeUndefined();
});
